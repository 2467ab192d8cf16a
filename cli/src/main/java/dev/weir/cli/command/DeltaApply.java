package dev.weir.cli.command;

import dev.weir.builder.release.Deltas;
import dev.weir.builder.release.ForeignDelta;
import dev.weir.builder.release.PatchFormat;
import dev.weir.cli.text.DeltaFactsText;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.text.Amounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    description = {
      "Makes the new image of the old one and a delta: one of weir, a patch of bsdiff, a VCDIFF"
          + " delta of xdelta3 -S none, or GDIFF, as it is or as XZ.",
      "Deltas of weir know the digests of both images, and others are refused. The other formats know"
          + " neither: without --digest a wrong base is found out only where sizes or a checksum of"
          + " the format show it, and may give a wrong image."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir delta apply old.img new.delta -o new.img",
      "  weir delta apply old.img new.bsdiff -o new.img --digest \"$(sha256sum < wanted | cut -c 1-64)\""
    })
final class DeltaApply implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "OLD", description = "The image that the delta is for.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "DELTA", description = "The delta.")
  private Path delta = Path.of("");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where to write the image, over what is there.")
  private Path out = Path.of("");

  @Option(
      names = "--digest",
      paramLabel = "SHA256",
      description =
          "What the new image's SHA-256 must be, 64 digits; another image is refused, and nothing is"
              + " written.")
  private Optional<Digest> digest = Optional.empty();

  DeltaApply(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    DeltaFiles.checkInput(base);
    DeltaFiles.checkInput(delta);
    DeltaFiles.checkOutput(out, base, delta);
    return DeltaFiles.naming(delta, this::apply);
  }

  private int apply() throws IOException {
    PatchFormat format = PatchFormat.of(delta);
    if (format == PatchFormat.MIXED) {
      MixedHeader header = Deltas.apply(base, delta, out, digest);
      session.print(made(header.imageBytes(), header.image()));
    } else {
      ForeignDelta foreign = ForeignDelta.read(delta, format);
      Digest image = foreign.apply(base, out, digest);
      session.print(made(foreign.imageBytes(), image));
      if (digest.isEmpty()) {
        session.print(DeltaFactsText.unchecked(format.toString()));
      }
    }
    return ExitCode.DONE;
  }

  private String made(long imageBytes, Digest image) {
    return out + ": " + Amounts.bytes(imageBytes) + ", digest " + image + "\n";
  }
}
