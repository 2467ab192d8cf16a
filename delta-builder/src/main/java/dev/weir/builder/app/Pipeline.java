package dev.weir.builder.app;

import dev.weir.builder.adapter.http.HttpGlobalApi;
import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/** The pipeline with the codecs and the client that it uses. */
public final class Pipeline {
  private Pipeline() {}

  /** Table of 1 MiB: what any agent has room for. */
  private static final int TABLE_BITS = 18;

  /** Makes mixed deltas whose decoder has a table of that power of two of slots of 4 bytes. */
  public static DeltaCodec delta(int tableBits) {
    return new MixedDeltaCodec(tableBits);
  }

  /** Builds releases for these devices. */
  public static Releases releases(
      DeltaChoice choice, List<Circumstances> devices, Progress progress) {
    DeltaCodec quick = new JavaxDeltaCodec();
    List<DeltaCodec> deltas =
        choice == DeltaChoice.QUICK
            ? List.of(quick)
            : List.of(new MixedDeltaCodec(TABLE_BITS), quick);
    return new Releases(new XzFullCodec(), deltas, devices, progress);
  }

  /** Publishes to the global controller at this address. */
  public static Publisher publisher(
      URI api, String token, List<X509Certificate> anchors, Progress progress) {
    return new Publisher(new HttpGlobalApi(api, token, anchors), progress);
  }
}
