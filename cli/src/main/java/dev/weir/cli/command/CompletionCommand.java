package dev.weir.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands and options.",
    footerHeading = "%nExample:%n",
    footer = {
      "  source <(weir completion bash)     # in ~/.bashrc",
      "  source <(weir completion zsh)      # in ~/.zshrc, below compinit"
    })
final class CompletionCommand implements Callable<Integer> {
  private final CommandLine root;
  private final Session session;

  /** Shells that are known. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  CompletionCommand(CommandLine root, Session session) {
    this.root = root;
    this.session = session;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash(root.getCommandName(), root);
    session.print(
        switch (shell) {
          case BASH -> script;
          // The script is written for both, given zsh's own stand-in for bash's builtins.
          case ZSH -> "autoload -U +X bashcompinit && bashcompinit\n" + script;
        });
    return ExitCode.DONE;
  }
}
