package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {
  private final FakeTerminal terminal = new FakeTerminal();

  private int run(List<String> words) {
    return new Cli(new FakeOutside(), terminal).run(words);
  }

  static Stream<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(new Cli(new FakeOutside(), new FakeTerminal()).tree(), all);
    return all.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandIsDescribedWithAnExampleThatFitsTheScreen(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    String usage = command.getUsageMessage();

    assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    assertThat(usage).as(name).contains("Example:\n  ");
    assertThat(usage.lines()).as(name).allMatch(line -> line.length() <= TextTable.WIDTH);
    assertThat(usage).as(name).doesNotContain("%%").doesNotContain("${");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachOptionAndParameterIsDescribed(CommandLine command) {
    assertThat(command.getCommandSpec().args())
        .allSatisfy((ArgSpec arg) -> assertThat(arg.description()).as(arg.toString()).isNotEmpty());
  }

  @Test
  void theTreeHasWhatTheDocumentationNames() {
    assertThat(commands().map(command -> command.getCommandSpec().qualifiedName()))
        .contains(
            "weir release build",
            "weir release sign",
            "weir release publish",
            "weir release list",
            "weir rollout plan",
            "weir rollout start",
            "weir rollout status",
            "weir rollout list",
            "weir rollout pause",
            "weir rollout resume",
            "weir rollout abort",
            "weir rollout why",
            "weir rollout export",
            "weir delta worker",
            "weir delta jobs",
            "weir apply",
            "weir diff",
            "weir device pin",
            "weir device unpin",
            "weir completion",
            "weir telemetry",
            "weir residency get",
            "weir residency set",
            "weir residency rm",
            "weir get devices",
            "weir get regions",
            "weir get rollouts",
            "weir get releases",
            "weir describe device",
            "weir token create",
            "weir key create",
            "weir key trust");
  }

  @Test
  void helpGoesAsDeepAsItIsAsked() {
    assertThat(run(List.of("help", "rollout", "plan"))).isZero();
    assertThat(terminal.printed.toString()).startsWith("Usage: weir rollout plan");
  }

  @Test
  void helpOnWhatIsNotThereSaysWhatIs() {
    assertThat(run(List.of("help", "rollout", "undo"))).isEqualTo(2);
    assertThat(terminal.complained.toString())
        .contains("there is no command \"rollout undo\"; weir rollout has")
        .contains("pause");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rollout", "release", "get", "bogus", "rollout bogus"})
  void anIncompleteOrUnknownCommandSaysWhatThereIs(String line) {
    assertThat(run(Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toList()))
        .isEqualTo(2);
    assertThat(terminal.complained.toString()).contains("weir: there are: ");
  }
}
