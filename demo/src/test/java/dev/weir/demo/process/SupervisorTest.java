package dev.weir.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {
  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void whoIsStoppedStaysSoAndWhoDiesComesBack() throws InterruptedException {
    try (Supervisor supervisor = new Supervisor(folder, said::add)) {
      Child child = supervisor.start("sleeper", List.of("sleep", "600"));
      long first = child.pid();
      assertThat(supervisor.stop("sleeper")).isTrue();
      assertThat(supervisor.stop("sleeper")).isFalse();
      assertThat(child.process().isAlive()).isFalse();

      assertThat(supervisor.start("sleeper")).isTrue();
      assertThat(supervisor.start("sleeper")).isFalse();
      assertThat(child.pid()).isNotEqualTo(first);
      assertThat(child.process().isAlive()).isTrue();
      assertThat(said).as("a stop is no death").isEmpty();

      long second = child.pid();
      child.kill();
      while (said.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(said).singleElement().asString().startsWith("sleeper died (signal 9)");
      assertThat(child.pid()).isNotEqualTo(second);
    }
  }

  @Test
  void whoEndsByItselfIsLeftAlone() {
    try (Supervisor supervisor = new Supervisor(folder, said::add)) {
      Child once = supervisor.startOnce("once", List.of("sh", "-c", "echo done"));
      while (once.isRunning()) {
        Thread.onSpinWait();
      }
      long pid = once.pid();
      supervisor.stop("once");
      assertThat(once.pid()).isEqualTo(pid);
      assertThat(said).isEmpty();
      assertThat(once.log()).hasContent("done");
    }
  }
}
