package dev.weir.cli.command;

import dev.weir.builder.release.DeltaFacts;
import dev.weir.cli.text.DeltaFactsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description =
        "Says what a delta is for and what decoding it needs, without decoding it. A file that is cut"
            + " off or goes on too long is refused where its sizes show it: those of lzma, gdiff and"
            + " vcdiff do; of mixed and bsdiff ones that is seen when they are applied.",
    footerHeading = "%nExample:%n",
    footer = "  weir delta inspect new.delta -o json")
final class DeltaInspect implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DELTA", description = "The delta.")
  private Path delta = Path.of("");

  @Mixin private OutputOption output = new OutputOption();

  DeltaInspect(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    DeltaFiles.checkInput(delta);
    return DeltaFiles.naming(
        delta,
        () -> {
          session.print(
              output.text(
                  DeltaFacts.of(delta),
                  DeltaFacts.CODEC,
                  facts -> DeltaFactsText.of(delta.toString(), facts)));
          return ExitCode.DONE;
        });
  }
}
