package dev.weir.agent.adapter.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.adapter.file.FileSlots;
import dev.weir.agent.health.BrokenElf;
import dev.weir.agent.health.Elf;
import dev.weir.agent.health.Machine;
import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.slot.Slot;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real programs, made of bytes, on the machine that the test runs on. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ExecTrialTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private FileSlots slots;
  private ExecTrial trial;

  @BeforeEach
  void open() throws IOException {
    slots = new FileSlots(folder);
    trial = ExecTrial.in(folder, slots, Optional.of(Machine.X86_64));
  }

  private ProbeOutput run(byte[] image, Duration limit, String... arguments) throws Exception {
    Files.write(slots.file(Slot.B), image);
    CompletableFuture<ProbeOutput> answer = new CompletableFuture<>();
    Health health = new Health(List.of(arguments), "", limit, Duration.ZERO);
    trial.start(Slot.B, health, answer::complete);
    return answer.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aRightProgramIsStartedAndItsFirstLineIsHeard() throws Exception {
    byte[] image = Elf.saying("libprotoc 25.5\nmore\n", 0);
    assertThat(run(image, LIMIT)).isEqualTo(new ProbeOutput.Exited(0, "libprotoc 25.5"));
    assertThat(trial.objection(Slot.B, ImageFormat.ELF)).isEmpty();
  }

  @Test
  void itsExitCodeIsHeard() throws Exception {
    assertThat(run(Elf.saying("", 7), LIMIT)).isEqualTo(new ProbeOutput.Exited(7, ""));
  }

  @Test
  void aProgramOfTheMachineItselfIsStartedWithItsArgumentsAndAlmostNoEnvironment()
      throws Exception {
    byte[] env = Files.readAllBytes(Path.of("/usr/bin/env"));
    Files.write(slots.file(Slot.B), env);
    assertThat(trial.objection(Slot.B, ImageFormat.ELF)).isEmpty();
    assertThat(run(env, LIMIT, "printf", "a b")).isEqualTo(new ProbeOutput.Exited(0, "a b"));
    assertThat(((ProbeOutput.Exited) run(env, LIMIT, "printenv", "USER")).code()).isEqualTo(1);
  }

  @Test
  void aProgramThatDoesNotEndIsKilled() throws Exception {
    assertThat(run(Elf.hanging(), Duration.ofMillis(200))).isEqualTo(new ProbeOutput.TimedOut());
  }

  @Test
  void aDamagedLauncherIsMadeAgain() throws Exception {
    Files.writeString(folder.resolve("launcher"), "touch damaged");
    assertThat(run(Elf.saying("ok\n", 0), LIMIT)).isEqualTo(new ProbeOutput.Exited(0, "ok"));
  }

  @Test
  void aRawImageAndAnUnknownMachineAreObjectedTo() throws IOException {
    Files.write(slots.file(Slot.B), Elf.saying("ok\n", 0));
    assertThat(trial.objection(Slot.B, ImageFormat.RAW)).isPresent();
    ExecTrial elsewhere = ExecTrial.in(folder, slots, Optional.empty());
    assertThat(elsewhere.objection(Slot.B, ImageFormat.ELF).orElseThrow()).contains("processor");
  }

  static Stream<Map.Entry<String, byte[]>> corpus() {
    // A shell would run the line; nothing else does.
    return BrokenElf.corpus(Elf.saying("\ntouch marker\n", 0)).entrySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void aBrokenImageIsRefusedBeforeTheSwitchAndInTheTrial(Map.Entry<String, byte[]> broken)
      throws Exception {
    ProbeOutput output = run(broken.getValue(), LIMIT);
    assertThat(output).isInstanceOf(ProbeOutput.NotStarted.class);
    assertThat(trial.objection(Slot.B, ImageFormat.ELF)).isPresent();
    assertNoMarker();
  }

  /** A script is left out: the kernel itself starts what it names, so the look must refuse it. */
  static Stream<Map.Entry<String, byte[]>> corpusWithoutScripts() {
    return corpus().filter(broken -> !broken.getKey().equals("a script"));
  }

  /** Without the look at it, the launcher alone still hands no image to a shell. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corpusWithoutScripts")
  void noShellInterpretsABrokenImageThatIsStartedAllTheSame(Map.Entry<String, byte[]> broken)
      throws Exception {
    byte[] image = broken.getValue();
    Path file = folder.resolve("image");
    Files.write(file, image);
    Execution.makeExecutable(file);
    Execution.in(folder, Machine.X86_64).run(file, List.of(), Duration.ofSeconds(2));
    assertNoMarker();
  }

  /** What the launcher is there for: this is what Java does without it. */
  @Test
  void withoutTheLauncherAShellWouldInterpretIt() throws Exception {
    Path file = folder.resolve("image");
    Files.write(file, BrokenElf.corpus(Elf.saying("\ntouch marker\n", 0)).get("magic"));
    Execution.makeExecutable(file);
    Process process =
        new ProcessBuilder(file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("marker")).exists();
  }

  private void assertNoMarker() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("marker");
    }
    assertThat(Path.of("marker")).doesNotExist();
  }
}
