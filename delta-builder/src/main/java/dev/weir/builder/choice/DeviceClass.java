package dev.weir.builder.choice;

import dev.weir.protocol.manifest.PayloadCodec;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Devices that are alike to the chooser.
 *
 * @param name for people
 * @param memory that a decoder may use, in bytes
 * @param scratch free space besides slots and downloads, in bytes
 * @param speeds what a codec decodes in a second, in bytes of the image, at least 1; one that is
 *     not there can't be decoded
 * @param step what an update takes besides download and decoding: restart and trial
 */
public record DeviceClass(
    String name, long memory, long scratch, SortedMap<PayloadCodec, Long> speeds, Duration step) {
  private static final Duration MOST_STEP = Duration.ofDays(365);

  public DeviceClass {
    speeds = Collections.unmodifiableSortedMap(new TreeMap<>(speeds));
    if (step.isNegative() || step.compareTo(MOST_STEP) > 0) {
      throw new IllegalArgumentException("step must be from 0 to 365 days: " + step);
    }
    for (long speed : speeds.values()) {
      if (speed < 1) {
        throw new IllegalArgumentException("speeds must be at least 1 byte a second: " + speeds);
      }
    }
  }
}
