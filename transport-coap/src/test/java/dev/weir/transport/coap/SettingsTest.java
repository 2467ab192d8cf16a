package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void anAgentGivesUpASilentRegionWithinTwentySeconds() {
    Configuration config = Settings.channel();
    double patience =
        sum(
            config.get(CoapConfig.ACK_TIMEOUT, TimeUnit.MILLISECONDS)
                * config.get(CoapConfig.ACK_INIT_RANDOM),
            config.get(CoapConfig.ACK_TIMEOUT_SCALE),
            config.get(CoapConfig.MAX_RETRANSMIT));
    assertThat(patience).isBetween(15_000.0, 20_000.0);
  }

  @Test
  void aHandshakeIsGivenUpWithinTwentySeconds() {
    Configuration config = Settings.channel();
    double patience =
        sum(
            config.get(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, TimeUnit.MILLISECONDS),
            config.get(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT_SCALE),
            config.get(DtlsConfig.DTLS_MAX_RETRANSMISSIONS));
    assertThat(patience).isBetween(15_000.0, 20_000.0);
  }

  /** The first transmission and each repeat wait longer by the scale. */
  private static double sum(double first, double scale, int repeats) {
    double sum = 0;
    double wait = first;
    for (int i = 0; i <= repeats; i++) {
      sum += wait;
      wait *= scale;
    }
    return sum;
  }

  @Test
  void eachDeviceHasRoomForItsChannelAndItsPayloads() {
    assertThat(Settings.sessions(1000)).isGreaterThanOrEqualTo(2000);
    assertThat(Settings.sessions(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }
}
