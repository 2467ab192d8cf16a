package dev.weir.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sim.app.SimulatorMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Identity hashes and salted collections differ from JVM to JVM; a trace does not. */
class FreshJvmTest {
  private static String run(String identityHashes) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=" + identityHashes,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
    command.addAll(List.of("--seed", "11", "--devices", "30", "--scenario", "trouble"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(output).startsWith("ok seed=11");
    return output.substring(output.indexOf("trace="), output.indexOf(" wall="));
  }

  @Test
  void twoFreshJvmsGiveOneTrace() throws Exception {
    assertThat(run("5")).isEqualTo(run("0"));
  }
}
