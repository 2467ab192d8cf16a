package dev.weir.cli.text;

import dev.weir.builder.codec.CodecName;
import dev.weir.builder.publish.Published;
import dev.weir.builder.release.BuildResult;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Releases: the list, and what became of building and publishing one. */
public final class ReleaseText {
  private ReleaseText() {}

  public static String list(ReleaseList releases, Instant now) {
    if (releases.items().isEmpty()) {
      return """
          No releases. Build one, sign it, publish it; each step says the next:
            weir help release build
          """;
    }
    TextTable table =
        new TextTable(
            "RELEASE", "MODEL", "VERSION", ">COUNTER", ">IMAGE", "DIGEST", "PUBLISHED", "PAYLOADS");
    for (ReleaseView release : releases.items()) {
      Manifest manifest = release.manifest();
      table.row(
          manifest.release(),
          manifest.compatibility().model(),
          manifest.version(),
          manifest.counter(),
          Amounts.bytes(manifest.imageBytes()),
          manifest.image().brief(),
          Amounts.ago(release.publishedAt(), now),
          payloads(manifest));
    }
    return table.render();
  }

  private static String payloads(Manifest manifest) {
    return manifest.payloads().stream()
        .sorted(Comparator.comparingLong(Payload::size))
        .map(payload -> kind(payload) + " " + Amounts.bytes(payload.size()))
        .collect(Collectors.joining(", "));
  }

  private static String kind(Payload payload) {
    return payload.base().isPresent() ? "delta" : "full";
  }

  public static String built(BuildResult.Built built, String folder) {
    Manifest manifest = built.manifest();
    TextTable table = new TextTable("PAYLOAD", "FROM", ">SIZE", ">OF IMAGE", "OFFERED");
    table.row(
        CodecName.of(PayloadCodec.XZ, 0),
        "",
        Amounts.bytes(built.fullBytes()),
        Amounts.percent(built.fullBytes(), built.imageBytes()),
        "yes");
    for (BuildResult.Tried tried : built.deltas()) {
      table.row(
          tried.variant(),
          tried.base().version(),
          Amounts.bytes(tried.bytes()),
          Amounts.percent(tried.bytes(), built.imageBytes()),
          tried.offered() ? "yes" : "no, another is cheaper for all");
    }
    return "Release "
        + manifest.release()
        + ": version "
        + manifest.version()
        + ", counter "
        + manifest.counter()
        + ", "
        + Words.of(manifest.format())
        + " image of "
        + Amounts.bytes(built.imageBytes())
        + ", digest "
        + manifest.image().brief()
        + "\n\n"
        + table.render()
        + "\nSign it: weir release sign "
        + folder
        + " --key FILE\n";
  }

  public static String published(Published.Done done) {
    Manifest manifest = done.view().manifest();
    return "Published "
        + manifest.release()
        + "; sent "
        + Amounts.bytes(done.sentBytes())
        + " of payloads"
        + (done.sentBytes() == 0 ? ", global had them" : "")
        + "\nRoll it out: weir rollout plan ROLLOUT --release "
        + manifest.release()
        + " --wave canary=2 --wave rest\n";
  }
}
