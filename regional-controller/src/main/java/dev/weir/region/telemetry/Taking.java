package dev.weir.region.telemetry;

import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.device.StreamCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes what one device sent, exactly once: packs at or below the cursor and those of a spool that
 * is gone have no effect, another spool begins anew. What it changes is durable with the batch that
 * it belongs to. Source: docs/protocol.md, 4.12 and 4.14.
 */
public final class Taking {
  static final int MAX_SERIES = Limits.SERIES_LIST;

  /** A reading from before this, or from so long ahead, comes from a clock that is not set. */
  private static final Instant EARLIEST = Instant.parse("1978-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final double MAX_DROPPED = 1L << 53;

  private final Map<String, Integer> places = new HashMap<>();
  private final List<Series> series;
  private final TreeMap<Long, List<Sample>> samples = new TreeMap<>();
  private StreamCursor cursor;
  private long dropped;
  private Instant heard;
  private Counts counts = Counts.NONE;

  /**
   * What a device's messages came to.
   *
   * @param readings that were new
   * @param dropped more of them than before, by the device's own count
   * @param unreadable packs that were passed by
   * @param surplus readings of more series than a device may have; passed by
   */
  public record Counts(long readings, long dropped, long unreadable, long surplus) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    private Counts and(Counts more) {
      return new Counts(
          readings + more.readings,
          dropped + more.dropped,
          unreadable + more.unreadable,
          surplus + more.surplus);
    }
  }

  /** Begins from what was kept of the device. */
  public Taking(Spool spool) {
    cursor = spool.cursor();
    dropped = spool.dropped();
    heard = spool.heard();
    series = new ArrayList<>(spool.series());
    for (int place = 0; place < series.size(); place++) {
      places.put(series.get(place).name(), place);
    }
  }

  /** Takes a message; one whose packs do not rise changes nothing, and is not allowed. */
  public boolean take(Readings message, Instant now) {
    if (!isRising(message.packs())) {
      return false;
    }
    if (cursor.isRetired(message.stream())) {
      return true;
    }
    if (!cursor.is(message.stream())) {
      cursor = cursor.renewed(message.stream());
      dropped = 0;
    }
    heard = now;
    for (Pack pack : message.packs()) {
      if (pack.sequence() > cursor.cursor()) {
        counts = counts.and(pack(pack, now));
        cursor = cursor.at(pack.sequence());
      }
    }
    return true;
  }

  private static boolean isRising(List<Pack> packs) {
    long last = 0;
    for (Pack pack : packs) {
      if (pack.sequence() <= last) {
        return false;
      }
      last = pack.sequence();
    }
    return true;
  }

  /** What can't be read is passed by, or it would block the device's spool for ever. */
  private Counts pack(Pack pack, Instant now) {
    List<Reading> readings;
    try {
      readings = SenMl.decode(pack.body());
    } catch (Malformed e) {
      return new Counts(0, 0, 1, 0);
    }
    long surplus = 0;
    long more = 0;
    for (Reading reading : readings) {
      Instant at = isOfSetClock(reading.at(), now) ? reading.at() : now;
      if (keep(reading, at)) {
        more += reading.series().equals(Metric.DROPPED.series()) ? dropped(reading.value()) : 0;
      } else {
        surplus++;
      }
    }
    return new Counts(readings.size() - surplus, more, 0, surplus);
  }

  private static boolean isOfSetClock(Instant at, Instant now) {
    return !at.isBefore(EARLIEST) && !at.isAfter(now.plus(AHEAD));
  }

  /** Whether there was a place for its series. */
  private boolean keep(Reading reading, Instant at) {
    Integer place = places.get(reading.series());
    if (place == null) {
      if (series.size() == MAX_SERIES) {
        return false;
      }
      place = series.size();
      places.put(reading.series(), place);
      series.add(new Series(reading.series(), reading.unit(), reading.value(), at));
    } else {
      series.set(place, series.get(place).after(reading.unit(), reading.value(), at));
    }
    Sample sample = new Sample(place, at.toEpochMilli(), reading.value());
    samples
        .computeIfAbsent(Sample.minuteOf(sample.millis()), minute -> new ArrayList<>())
        .add(sample);
    return true;
  }

  /** The count of a spool only rises; how much it did. */
  private long dropped(double said) {
    long before = dropped;
    dropped = Math.max(dropped, (long) Math.max(0, Math.min(MAX_DROPPED, said)));
    return dropped - before;
  }

  /** What is to be kept of the device now. */
  public Spool spool() {
    return new Spool(cursor, dropped, heard, series);
  }

  /** What came, by the minute that it falls in. */
  public Map<Long, List<Sample>> samples() {
    return samples;
  }

  public Counts counts() {
    return counts;
  }
}
