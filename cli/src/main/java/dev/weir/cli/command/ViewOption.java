package dev.weir.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How something is shown, and whether it is once. */
final class ViewOption {
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = {"-w", "--watch"},
      description =
          "Shows it again as it changes, until Ctrl-C: in place on a terminal, else only the lines"
              + " that changed.")
  private boolean watch;

  OutputOption output() {
    return output;
  }

  boolean isWatched() {
    return watch;
  }
}
