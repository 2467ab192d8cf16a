package dev.weir.cli.api;

import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How commands reach global, and the engines that releases are built with. */
public interface Outside {
  /** For everything that is JSON. */
  Exchange exchange(Target target);

  /** A word that no other write ever carries. */
  String freshKey();

  /** Builds releases; it says how far it is. */
  Releases releases(DeltaChoice deltas, List<Circumstances> devices, Progress progress);

  /** Makes deltas whose decoder has a table of that power of two of slots; 0: packed by LZMA. */
  DeltaCodec delta(int tableBits);

  /** Makes GDIFF deltas. */
  DeltaCodec gdiff();

  /** Takes figures of the codecs, or of one tier of them; it says how far it is. */
  Bench bench(Optional<Tier> only, Progress progress);

  /** Builds deltas that global wants for these devices; it says what happens, a line at a time. */
  Workers workers(
      Target target, List<Circumstances> devices, Workers.Settings settings, Consumer<String> says);

  /** For releases, whose payloads are streamed. */
  Publisher publisher(Target target, Progress progress);
}
