package dev.weir.cli.api;

import dev.weir.builder.app.Pipeline;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;

/** How commands reach global, and the engines that releases are built with. */
public interface Outside {
  /** For everything that is JSON. */
  Exchange exchange(Target target);

  /** A word that no other write ever carries. */
  String freshKey();

  /** Builds releases; it says how far it is. */
  Releases releases(Pipeline.Choice deltas, Progress progress);

  /** For releases, whose payloads are streamed. */
  Publisher publisher(Target target, Progress progress);
}
