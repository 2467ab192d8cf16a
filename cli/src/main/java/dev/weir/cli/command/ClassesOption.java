package dev.weir.cli.command;

import dev.weir.builder.choice.Circumstances;
import dev.weir.cli.file.ClassFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom deltas are built for. */
final class ClassesOption {
  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description =
          "Prices, links and classes of devices: a delta is offered only where it is the cheapest way"
              + " for one of them; \"weir help delta choose\" shows such a file. Default: devices"
              + " with 2 MiB for a decoder, with 1 MiB, and such as decode only XZ and GDIFF, where"
              + " bytes are dear.")
  private Optional<Path> file = Optional.empty();

  List<Circumstances> devices() throws IOException {
    return file.isEmpty()
        ? Circumstances.USUAL
        : RolloutFileOption.good(
            file.get(), ClassFiles.read(RolloutFileOption.content(file.get())));
  }
}
