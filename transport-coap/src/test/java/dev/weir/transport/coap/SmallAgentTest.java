package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallAgentTest {
  private static final int SIZE = 4 * 1024 * 1024;

  @TempDir Path folder;
  private Bed bed;

  @BeforeEach
  void make() {
    bed = new Bed(folder.resolve("authority"));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void anAgentFetchesFourMebibytesInAHeapOfSixteen() throws Exception {
    FrontEnd frontEnd = bed.frontEnd();
    Bytes content = Bed.random(SIZE, 16);
    Digest artifact = bed.artifacts.add(content);
    Path keys = folder.resolve("keys.p12");
    SmallAgent.store(keys, bed.pki.device("pump-1"));

    String output = run(frontEnd.address().toString(), keys.toString(), artifact.hex());
    assertThat(output).contains(SIZE + " bytes in ");
    assertThat(output).doesNotContain("OutOfMemoryError");
    assertThat(bed.artifacts.reads.get()).isEqualTo(SIZE / 65_536);
    assertThat(Files.exists(folder.resolve("Californium3.properties"))).isFalse();
    System.out.println("an agent with -Xmx16m: " + output.lines().reduce((a, b) -> b).orElse(""));
  }

  private String run(String address, String keys, String artifact) throws Exception {
    Path output = folder.resolve("output");
    Process agent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx16m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallAgent.class.getName(),
                    address,
                    keys,
                    artifact,
                    String.valueOf(SIZE)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(agent.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      agent.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(agent.exitValue()).as(text).isZero();
    return text;
  }
}
