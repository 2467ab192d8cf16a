package dev.weir.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "help",
    description = "Shows help on a command, however deep it stands.",
    footerHeading = "%nExample:%n",
    footer = "  weir help rollout plan")
final class HelpCommand implements Callable<Integer> {
  private final CommandLine root;
  private final Session session;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as: rollout plan.")
  private List<String> words = List.of();

  HelpCommand(CommandLine root, Session session) {
    this.root = root;
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine at = root;
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw new UsageTrouble(
            "there is no command \""
                + String.join(" ", words)
                + "\"; "
                + at.getCommandSpec().qualifiedName()
                + " has "
                + String.join(", ", at.getSubcommands().keySet()));
      }
      at = next;
    }
    session.print(at.getUsageMessage());
    return ExitCode.DONE;
  }
}
