package dev.weir.builder.app;

import dev.weir.builder.adapter.http.HttpGlobalApi;
import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/** The pipeline with the codecs and the client that it uses. */
public final class Pipeline {
  private Pipeline() {}

  /** Builds releases with XZ and GDIFF payloads. */
  public static Releases releases(Progress progress) {
    return new Releases(new XzFullCodec(), new JavaxDeltaCodec(), progress);
  }

  /** Publishes to the global controller at this address. */
  public static Publisher publisher(
      URI api, String token, List<X509Certificate> anchors, Progress progress) {
    return new Publisher(new HttpGlobalApi(api, token, anchors), progress);
  }
}
