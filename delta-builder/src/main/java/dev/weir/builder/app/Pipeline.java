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
import dev.weir.builder.codec.CodecName;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.DeltaSelection;
import dev.weir.builder.release.DeltaVariant;
import dev.weir.builder.release.Releases;
import dev.weir.builder.worker.Attempt;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
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

  /** Deltas of format 11 in the order of what decoding them costs. */
  private static final DeltaVariant LZMA = mixed(PayloadCodec.MIXED_LZMA, MixedDeltaCodec.LZMA);

  private static final DeltaVariant MIXED_1M = mixed(PayloadCodec.MIXED, 18);
  private static final DeltaVariant MIXED_2M = mixed(PayloadCodec.MIXED, 19);
  private static final DeltaVariant MIXED_24M = mixed(PayloadCodec.MIXED, 21);

  private static final DeltaVariant GDIFF =
      new DeltaVariant(
          CodecName.of(PayloadCodec.GDIFF_XZ, 0), PayloadCodec.GDIFF_XZ, 0, new JavaxDeltaCodec());

  private static DeltaVariant mixed(PayloadCodec codec, int tableBits) {
    Digest empty = Digest.of(new byte[0]);
    long least = MixedMemory.of(new MixedHeader(tableBits, 0, 0, 0, 0, empty, 0, 0, empty, 0));
    return new DeltaVariant(
        CodecName.of(codec, least), codec, least, new MixedDeltaCodec(tableBits));
  }

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
                contender(LZMA, Tier.M1),
                contender(MIXED_1M, Tier.M1),
                contender(MIXED_2M, Tier.M2),
                contender(MIXED_24M, Tier.M24),
                contender(GDIFF, Tier.OTHER),
                Contender.of(CodecName.of(PayloadCodec.XZ, 0), new XzFullCodec()))
            .filter(row -> row.tier() == Tier.OTHER || only.map(row.tier()::equals).orElse(true))
            .toList();
    return new Bench(contenders, KnownPeers.shipped(), progress);
  }

  private static Contender contender(DeltaVariant variant, Tier tier) {
    return Contender.of(variant.name(), tier, variant.encoder());
  }

  /** Builds releases for these devices. */
  public static Releases releases(
      DeltaChoice choice, List<Circumstances> devices, Progress progress) {
    return new Releases(new XzFullCodec(), deltas(choice, devices), progress);
  }

  /** Makes the deltas of this choice that these devices are better off with. */
  public static DeltaSelection deltas(DeltaChoice choice, List<Circumstances> devices) {
    List<DeltaVariant> variants =
        switch (choice) {
          case ALL -> List.of(LZMA, MIXED_1M, MIXED_2M, MIXED_24M, GDIFF);
          case LZMA -> List.of(LZMA);
          case QUICK -> List.of(GDIFF);
        };
    return new DeltaSelection(variants, devices);
  }

  /**
   * Builds what the global controller at this address asks for.
   *
   * @param devices whom the deltas are for
   * @param says told what happens, a line at a time
   */
  public static Workers workers(
      URI api,
      String token,
      List<X509Certificate> anchors,
      List<Circumstances> devices,
      Workers.Settings settings,
      Consumer<String> says) {
    HttpWorkApi global = new HttpWorkApi(api, token, anchors);
    Attempt attempt = new Attempt(global, deltas(DeltaChoice.ALL, devices), settings.bounds());
    return new Workers(global, attempt, settings, InstantSource.system(), says);
  }

  /** Publishes to the global controller at this address. */
  public static Publisher publisher(
      URI api, String token, List<X509Certificate> anchors, Progress progress) {
    return new Publisher(new HttpGlobalApi(api, token, anchors), progress);
  }
}
