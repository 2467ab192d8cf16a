package dev.weir.builder.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir Path work;

  private static Command shell(String script) {
    return new Command(List.of("sh", "-c", script));
  }

  @Test
  void readsTheTimesThatShellsPrint() {
    assertThat(Command.childMicros("0m0.000s 0m0.000s\n0m1.250s 0m0.031s\n")).isEqualTo(1_281_000);
    assertThat(Command.childMicros("0m0.000000s 0m0.0s\n2m0.010000s 0m0.000000s\n"))
        .isEqualTo(120_010_000);
  }

  @Test
  void countsWhatTheProcessUsedAndNotWhatItWaited() throws IOException {
    long busy = shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done").cpuMicros(work);
    long idle = shell("sleep 0.2").cpuMicros(work);
    assertThat(busy).isGreaterThan(idle).isGreaterThan(10_000);
    assertThat(idle).isLessThan(100_000);
  }

  @Test
  void whatAProcessPrintsIsNotTakenForTimes() throws IOException {
    assertThat(shell("echo 9m9.0s 9m9.0s; echo 9m9.0s 9m9.0s").cpuMicros(work))
        .isLessThan(1_000_000);
  }

  @Test
  void aFailureSaysWhatFailedAndWhy() {
    assertThatThrownBy(() -> shell("echo no room >&2; exit 3").cpuMicros(work))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit 3")
        .hasMessageEndingWith("ended with 3; no room");
  }
}
