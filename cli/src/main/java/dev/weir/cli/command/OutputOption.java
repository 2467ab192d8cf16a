package dev.weir.cli.command;

import picocli.CommandLine.Option;

/** {@code -o}, for the commands that have something to show. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "How to show it; json is what the API says. Default: table.")
  private Format format = Format.TABLE;

  Format format() {
    return format;
  }
}
