package dev.weir.cli.command;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.cli.text.BenchText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description =
        "Takes the figures of each codec over pairs of images, FOLDER/NAME/old and FOLDER/NAME/new,"
            + " beside those of other tools. All that is made is decoded and compared. Tables appear"
            + " pair by pair, json and yaml at the end. docs/performance.md explains the figures.",
    footerHeading = "%nExample:%n",
    footer = "  weir delta bench pairs --memory 1M -o json")
final class DeltaBench implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FOLDER", description = "Holds a folder for each pair.")
  private Path folder = Path.of("");

  @Option(
      names = "--memory",
      paramLabel = "1M|2M|24M|all",
      description = "Only the codecs of this tier, beside others' formats. Default: all.")
  private String memory = "all";

  @Option(
      names = "--no-peers",
      description =
          "Runs no other tools; sizes that are known of them for these very files are still shown.")
  private boolean withoutPeers;

  @Option(
      names = "--agent",
      description = "Also decodes under the flags of an agent, in its heap of 10 MiB.")
  private boolean asAgent;

  @Mixin private OutputOption output = new OutputOption();

  DeltaBench(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    BenchText text = new BenchText(asAgent);
    boolean asTable = output.format() == Format.TABLE;
    BenchReport report =
        session
            .bench(tier(memory))
            .run(
                folder,
                new Bench.Extent(!withoutPeers, asAgent),
                pair -> session.print(asTable ? text.pair(pair) : ""));
    session.print(output.text(report, BenchReport.CODEC, text::summary));
    if (!report.isMemoryProven()) {
      session.complain("a decoder needs more memory than it declares; see HEAP");
      return ExitCode.UNMET;
    }
    return ExitCode.DONE;
  }

  private static Optional<Tier> tier(String memory) {
    try {
      return memory.equalsIgnoreCase("all") ? Optional.empty() : Optional.of(Tier.parse(memory));
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble("--memory " + e.getMessage() + "; or all");
    }
  }
}
