package dev.weir.agent.drive;

import dev.weir.agent.link.Backoff;
import dev.weir.agent.link.SearchSettings;
import java.time.Duration;

/**
 * How an agent talks with its region.
 *
 * @param backoff before it connects again
 * @param resendAfter entries that are not acknowledged are sent again
 * @param heartbeat pause between two signs of life
 * @param maxSilence that a region may ask for
 * @param maxHeartbeats kept in the outbox
 * @param maxReports in the outbox; with so many no newer desired state is accepted
 * @param search for the region that serves this device
 */
public record LinkSettings(
    Backoff backoff,
    Duration resendAfter,
    Duration heartbeat,
    Duration maxSilence,
    int maxHeartbeats,
    int maxReports,
    SearchSettings search) {
  public static final LinkSettings DEFAULTS =
      new LinkSettings(
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofHours(1),
          64,
          1024,
          SearchSettings.DEFAULTS);

  public LinkSettings {
    if (resendAfter.toMillis() < 1 || heartbeat.toMillis() < 1 || maxSilence.toMillis() < 1) {
      throw new IllegalArgumentException("durations of the link must be at least 1 ms");
    }
    if (maxHeartbeats < 1 || maxReports < 1) {
      throw new IllegalArgumentException("maxHeartbeats and maxReports must be positive");
    }
  }

  /** How long to wait for an answer: twice as long each time, up to the cap. */
  Duration patience(int resent) {
    Duration wait = resendAfter;
    for (int i = 0; i < resent && wait.compareTo(backoff.cap()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait;
  }

  /** The same with another pause between two signs of life. */
  public LinkSettings withHeartbeat(Duration pause) {
    return new LinkSettings(
        backoff, resendAfter, pause, maxSilence, maxHeartbeats, maxReports, search);
  }

  /** The same with another search for the region. */
  public LinkSettings withSearch(SearchSettings other) {
    return new LinkSettings(
        backoff, resendAfter, heartbeat, maxSilence, maxHeartbeats, maxReports, other);
  }
}
