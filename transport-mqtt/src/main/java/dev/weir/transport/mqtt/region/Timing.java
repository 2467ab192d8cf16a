package dev.weir.transport.mqtt.region;

import java.time.Duration;

/**
 * How long a front end waits.
 *
 * @param connect from accepting a connection until its CONNECT has come, TLS handshake included
 * @param keepAlive longest silence that a client may ask for; also holds where it asks for no limit
 * @param farewell until a connection that is ended, and does not read, is cut
 */
record Timing(Duration connect, Duration keepAlive, Duration farewell) {
  static final Timing PRODUCTION =
      new Timing(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofSeconds(1));

  /** What the client and the server agree on, in seconds. */
  int agreedSeconds(int asked) {
    int longest = (int) keepAlive.toSeconds();
    return asked == 0 ? longest : Math.min(asked, longest);
  }

  /** Silence after which the client counts as gone (MQTT 5, section 3.1.2.10). */
  static Duration limit(int agreedSeconds) {
    return Duration.ofMillis(agreedSeconds * 1500L);
  }
}
