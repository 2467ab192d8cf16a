package dev.weir.cli.text;

import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What global's API says of the small fleet's releases. */
public final class ReleaseViews {
  private ReleaseViews() {}

  public static ReleaseView release() {
    return new ReleaseView(
        new Manifest(
            ReleaseId.of("pump-v2-1.1.0"),
            new Version("1.1.0"),
            2,
            Views.STARTED,
            new Compatibility(new Model("pump-v2"), List.of(), List.of()),
            ImageFormat.ELF,
            Views.IMAGE,
            9_123_456,
            List.of(
                payload(PayloadCodec.XZ, 2_212_345, Optional.empty()),
                payload(PayloadCodec.GDIFF_XZ, 1_012_345, Optional.of(Views.IMAGE))),
            new Health(List.of(), "", Duration.ofSeconds(1), Duration.ofSeconds(1))),
        Views.IMAGE,
        1000,
        Views.STARTED);
  }

  private static Payload payload(PayloadCodec codec, long size, Optional<Digest> base) {
    int chunk = 1 << 20;
    return new Payload(
        codec,
        Views.IMAGE,
        size,
        base,
        1 << 20,
        chunk,
        Collections.nCopies((int) ((size + chunk - 1) / chunk), Views.IMAGE));
  }

  public static ReleaseList releases() {
    return new ReleaseList(List.of(release()));
  }
}
