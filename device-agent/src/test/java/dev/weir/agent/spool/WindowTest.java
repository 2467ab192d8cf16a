package dev.weir.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window();

  private void send(long... sequences) {
    window.sent(
        LongStream.of(sequences)
            .mapToObj(s -> new SpoolRow(s, Priority.LOW, 1, Bytes.EMPTY))
            .toList());
  }

  @Test
  void theCreditIsOneUntilTheRegionSaysMore() {
    assertThat(window.room(false)).isEqualTo(1);
    send(5);
    assertThat(window.room(false)).isZero();
    window.heard(4, 3);
    assertThat(window.room(false)).isEqualTo(2);
    window.heard(5, 3);
    assertThat(window.room(false)).isEqualTo(3);
    assertThat(window.newest()).isEqualTo(5);
    window.opened();
    assertThat(window.room(false)).isEqualTo(1);
    assertThat(window.newest()).isZero();
  }

  @Test
  void oneMessageHasAtMostFifteenPacks() {
    window.heard(0, 1000);
    assertThat(window.room(false)).isEqualTo(15);
  }

  @Test
  void atCreditZeroOnePackAsksForMore() {
    window.heard(0, 0);
    assertThat(window.room(false)).isZero();
    assertThat(window.room(true)).isEqualTo(1);
    send(1);
    assertThat(window.room(true)).isZero();
    assertThat(window.isIdle()).isFalse();
    window.restart();
    assertThat(window.room(true)).isEqualTo(1);
  }

  @Test
  void gapsCountForNothing() {
    window.heard(0, 4);
    send(3, 900, 901);
    assertThat(window.room(false)).isEqualTo(1);
    window.heard(900, 4);
    assertThat(window.room(false)).isEqualTo(3);
  }
}
