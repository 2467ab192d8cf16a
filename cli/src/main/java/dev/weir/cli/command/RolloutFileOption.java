package dev.weir.cli.command;

import dev.weir.cli.file.Fault;
import dev.weir.cli.file.Read;
import dev.weir.cli.file.RolloutFile;
import dev.weir.cli.file.RolloutFiles;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code -f}, a file of kind Rollout. */
final class RolloutFileOption {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The rollout, in YAML or JSON. \"weir rollout export\" writes one.")
  private Path file = Path.of("");

  Path path() {
    return file;
  }

  RolloutFile read() throws IOException {
    return good(file, RolloutFiles.read(content(file)));
  }

  /** The text of a file that is not too large to be one of these. */
  static String content(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(Limits.REGION_MESSAGE + 1);
      return Bytes.wrap(content).utf8();
    }
  }

  /** What a file says; every fault of it is for the operator. */
  static <T> T good(Path path, Read<T> read) {
    if (read instanceof Read.Good<T> good) {
      return good.value();
    }
    List<Fault> faults = ((Read.Faulty<T>) read).faults();
    throw new UsageTrouble(
        faults.stream()
            .map(fault -> path + ":" + fault.line() + ": " + fault.trouble())
            .collect(Collectors.joining("\n")));
  }
}
