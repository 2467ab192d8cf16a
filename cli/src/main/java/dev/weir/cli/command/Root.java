package dev.weir.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself and the options that all of it has. */
@Command(
    name = "weir",
    description = "Releases software to fleets of devices, a few at a time.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = {
      "  export WEIR_DATA=/var/lib/weir/global",
      "  weir get devices -l site=plant-7",
      "",
      "Help on one command: weir help rollout plan",
      "Exit codes: 0 done, 1 error, 2 wrong command line, 3 a condition is not met."
    })
final class Root {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "The global controller's data folder, which holds its address, the operator's token and"
              + " the trust anchors. Default: the environment variable WEIR_DATA.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The global controller's address. Default: from the data folder.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The operator's token. Default: from the data folder.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--authorities",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Trust anchors in PEM. Default: from the data folder.")
  private Optional<Path> authorities = Optional.empty();

  boolean isHelpWanted() {
    return help;
  }

  Optional<Path> data() {
    return data;
  }

  Optional<String> server() {
    return server;
  }

  Optional<Path> tokenFile() {
    return tokenFile;
  }

  Optional<Path> authorities() {
    return authorities;
  }
}
