package dev.weir.builder.app;

import dev.weir.builder.adapter.http.HttpGlobalApi;
import dev.weir.builder.adapter.http.HttpWorkApi;
import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.bench.KnownPeers;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.bench.drive.Contender;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import dev.weir.builder.worker.Attempt;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The pipeline with the codecs and the client that it uses. */
public final class Pipeline {
  private Pipeline() {}

  /** Table of 1 MiB: what any agent has room for. */
  private static final int TABLE_BITS = 18;

  /** Table of 16 MiB: for gateways. */
  private static final int LARGEST_TABLE_BITS = 21;

  /**
   * Makes mixed deltas whose decoder has a table of that power of two of slots of 4 bytes; of 0
   * those that are packed by LZMA.
   */
  public static DeltaCodec delta(int tableBits) {
    return new MixedDeltaCodec(tableBits);
  }

  /** Makes GDIFF deltas, packed as XZ. */
  public static DeltaCodec gdiff() {
    return new JavaxDeltaCodec();
  }

  /**
   * Takes figures of the codecs, those of a tier alone where one is given, beside the formats of
   * others.
   */
  public static Bench bench(Optional<Tier> only, Progress progress) {
    List<Contender> contenders =
        Stream.of(
                Contender.of("lzma-1M", Tier.M1, delta(MixedDeltaCodec.LZMA)),
                Contender.of("mixed-1M", Tier.M1, delta(TABLE_BITS)),
                Contender.of("mixed-2M", Tier.M2, delta(TABLE_BITS + 1)),
                Contender.of("mixed-24M", Tier.M24, delta(LARGEST_TABLE_BITS)),
                Contender.of("gdiff-xz", Tier.OTHER, new JavaxDeltaCodec()),
                Contender.of("full-xz", new XzFullCodec()))
            .filter(row -> row.tier() == Tier.OTHER || only.map(row.tier()::equals).orElse(true))
            .toList();
    return new Bench(contenders, KnownPeers.shipped(), progress);
  }

  /** Builds releases for these devices. */
  public static Releases releases(
      DeltaChoice choice, List<Circumstances> devices, Progress progress) {
    return new Releases(new XzFullCodec(), deltas(choice), devices, progress);
  }

  private static List<DeltaCodec> deltas(DeltaChoice choice) {
    DeltaCodec quick = new JavaxDeltaCodec();
    return switch (choice) {
      case ALL -> List.of(new MixedDeltaCodec(TABLE_BITS), quick);
      case LZMA -> List.of(new MixedDeltaCodec(MixedDeltaCodec.LZMA));
      case QUICK -> List.of(quick);
    };
  }

  /**
   * Builds what the global controller at this address asks for.
   *
   * @param says told what happens, a line at a time
   */
  public static Workers workers(
      URI api,
      String token,
      List<X509Certificate> anchors,
      Workers.Settings settings,
      Consumer<String> says) {
    HttpWorkApi global = new HttpWorkApi(api, token, anchors);
    Attempt attempt = new Attempt(global, deltas(DeltaChoice.ALL), settings.bounds());
    return new Workers(global, attempt, settings, InstantSource.system(), says);
  }

  /** Publishes to the global controller at this address. */
  public static Publisher publisher(
      URI api, String token, List<X509Certificate> anchors, Progress progress) {
    return new Publisher(new HttpGlobalApi(api, token, anchors), progress);
  }
}
