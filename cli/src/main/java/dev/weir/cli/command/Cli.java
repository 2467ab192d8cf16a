package dev.weir.cli.command;

import dev.weir.cli.api.NoAnswer;
import dev.weir.cli.api.Outside;
import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.BaseOption;
import dev.weir.cli.option.DeadlineOption;
import dev.weir.cli.option.GateOption;
import dev.weir.cli.option.PrepareOption;
import dev.weir.cli.option.WaveOption;
import dev.weir.cli.text.TextTable;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.text.Durations;
import dev.weir.trust.adapter.file.TrustFileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The whole command: its tree, its kinds of values, and what becomes of trouble. */
public final class Cli {
  private final CommandLine root;
  private final Session session;

  public Cli(Outside outside, Terminal terminal) {
    Root options = new Root();
    session = new Session(options, outside, terminal);
    root = new CommandLine(options);
    addCommands();
    addKinds();
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpWidth(TextTable.WIDTH);
    root.setUsageHelpAutoWidth(false);
    root.setOut(terminal.out());
    root.setErr(terminal.err());
    root.setParameterExceptionHandler((e, arguments) -> wrongUsage(e.getCommandLine(), text(e)));
    root.setExecutionExceptionHandler((e, command, result) -> failed(e, command));
  }

  private void addCommands() {
    // What an image is started with often looks like an option: --health-arg --version.
    CommandLine build =
        new CommandLine(new ReleaseBuild(session)).setAllowOptionsAsOptionParameters(true);
    root.addSubcommand(new CommandLine(new ReleaseCommand(session)).addSubcommand("build", build));
    root.addSubcommand(
        new CommandLine(new RolloutCommand(session))
            .addSubcommand("plan", new RolloutPlan(session))
            .addSubcommand("start", new RolloutStart(session))
            .addSubcommand("status", new RolloutStatus(session)));
    root.addSubcommand(
        new CommandLine(new DeltaCommand())
            .addSubcommand("build", new DeltaBuild(session))
            .addSubcommand("apply", new DeltaApply(session))
            .addSubcommand("inspect", new DeltaInspect(session))
            .addSubcommand("bench", new DeltaBench(session))
            .addSubcommand("choose", new DeltaChoose(session))
            .addSubcommand("worker", new DeltaWorkerCommand(session))
            .addSubcommand("jobs", new DeltaJobsCommand(session)));
    root.addSubcommand(new ApplyCommand(session));
    root.addSubcommand(new DiffCommand(session));
    root.addSubcommand(new GetCommand(session));
    root.addSubcommand(new DescribeCommand(session));
    root.addSubcommand(new TelemetryCommand(session));
    root.addSubcommand(new DeviceCommand(session));
    root.addSubcommand(new ResidencyCommand(session));
    root.addSubcommand(new TokenCommand(session));
    root.addSubcommand(new KeyCommand(session));
    root.addSubcommand(new HelpCommand(root, session));
    root.addSubcommand(new CompletionCommand(root, session));
  }

  private void addKinds() {
    kind(RolloutId.class, RolloutId::of);
    kind(ReleaseId.class, ReleaseId::of);
    kind(RegionId.class, RegionId::of);
    kind(DeviceId.class, DeviceId::of);
    kind(Model.class, Model::new);
    kind(Version.class, Version::new);
    kind(Selector.class, Selector::parse);
    kind(Duration.class, Durations::parse);
    kind(WaveOption.class, WaveOption::parse);
    kind(GateOption.class, GateOption::parse);
    kind(AbortOption.class, AbortOption::parse);
    kind(DeadlineOption.class, DeadlineOption::parse);
    kind(BaseOption.class, BaseOption::parse);
    kind(Prepare.class, PrepareOption::parse);
    kind(DeltaBuild.Memory.class, DeltaBuild.Memory::parse);
    kind(Digest.class, Digest::new);
  }

  private <T> void kind(Class<T> type, Function<String, T> parse) {
    root.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        });
  }

  /** Runs one command line; gives the exit code. */
  public int run(List<String> arguments) {
    return root.execute(arguments.toArray(String[]::new));
  }

  /** The commands, for tests of their help. */
  CommandLine tree() {
    return root;
  }

  private int wrongUsage(CommandLine command, String trouble) {
    trouble.lines().forEach(session::complain);
    if (!command.getSubcommands().isEmpty()) {
      session.complain("there are: " + String.join(", ", command.getSubcommands().keySet()));
    }
    session.complain("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private int failed(Exception trouble, CommandLine command) throws Exception {
    if (trouble instanceof UsageTrouble) {
      return wrongUsage(command, text(trouble));
    }
    if (trouble instanceof NoSuchFileException) {
      session.complain(text(trouble) + ": is not there");
      return ExitCode.ERROR;
    }
    if (trouble instanceof AccessDeniedException) {
      session.complain(text(trouble) + ": permission denied");
      return ExitCode.ERROR;
    }
    if (trouble instanceof NoAnswer
        || trouble instanceof TrustFileException
        || trouble instanceof IOException) {
      session.complain(text(trouble));
      return ExitCode.ERROR;
    }
    throw trouble;
  }

  private static String text(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
