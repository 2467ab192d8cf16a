package dev.weir.transport.mqtt.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PacketInputTest {
  private final CountDownLatch written = new CountDownLatch(1);

  private PacketInput input(String hex) {
    return new PacketInput(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), written, 300);
  }

  @Test
  void packetsPassAsTheyAre() throws IOException {
    written.countDown();
    String packets = "d000" + "30ac02" + "30".repeat(300) + "40020001";
    assertThat(HexFormat.of().formatHex(input(packets).readAllBytes())).isEqualTo(packets);
  }

  @Test
  void aLongerPacketEndsAtItsHeader() {
    written.countDown();
    assertThatThrownBy(() -> input("30ad02").readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("300 bytes");
  }

  @Test
  void aLengthOfMoreThanFourBytesEndsAtTheFourth() {
    written.countDown();
    assertThatThrownBy(() -> input("3080808080").readAllBytes()).isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsReadBeforeSomethingWasWritten() throws Exception {
    PacketInput input = input("d000");
    assertThat(input.available()).isZero();
    int[] first = {0};
    Thread reading =
        new Thread(
            () -> {
              try {
                first[0] = input.read();
              } catch (IOException e) {
                first[0] = -2;
              }
            });
    reading.start();
    while (reading.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    written.countDown();
    reading.join();
    assertThat(first[0]).isEqualTo(0xd0);
    assertThat(input.available()).isEqualTo(1);
  }
}
