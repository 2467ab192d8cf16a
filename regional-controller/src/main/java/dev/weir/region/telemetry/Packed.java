package dev.weir.region.telemetry;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of samples and of minutes: small whole numbers in one to ten bytes of seven bits,
 * the lowest first; values as eight bytes, big-endian. A sample takes about ten bytes where a CBOR
 * map would take sixteen and a SenML record twenty-five.
 */
public final class Packed {
  private static final int SAMPLE = 10 + 3 + Double.BYTES;
  private static final int SPAN = 10 + 10 + 3 * Double.BYTES;

  private Packed() {}

  /** Samples of one minute: series, milliseconds into the minute, value. */
  public static Bytes samples(long minute, List<Sample> samples) {
    ByteBuffer out = ByteBuffer.allocate(SAMPLE * samples.size());
    for (Sample sample : samples) {
      put(out, sample.series());
      put(out, sample.millis() - Sample.startOf(minute));
      out.putDouble(sample.value());
    }
    return Bytes.of(out.array(), 0, out.position());
  }

  public static List<Sample> samples(long minute, Bytes packed) throws Malformed {
    ByteBuffer in = packed.asBuffer();
    List<Sample> samples = new ArrayList<>();
    try {
      while (in.hasRemaining()) {
        int series = series(in);
        long into = get(in);
        if (into >= Sample.MINUTE) {
          throw new Malformed("samples", "a time must be within its minute");
        }
        samples.add(new Sample(series, Sample.startOf(minute) + into, value(in)));
      }
    } catch (BufferUnderflowException e) {
      throw new Malformed("samples", "end too early");
    }
    return samples;
  }

  /** A minute, by series: the count; for one reading its value, for more least, greatest, sum. */
  public static Bytes minute(Minute minute) {
    ByteBuffer out = ByteBuffer.allocate(SPAN * minute.spans().size());
    minute
        .spans()
        .forEach(
            (series, span) -> {
              put(out, series);
              put(out, span.count());
              out.putDouble(span.min());
              if (span.count() > 1) {
                out.putDouble(span.max()).putDouble(span.sum());
              }
            });
    return Bytes.of(out.array(), 0, out.position());
  }

  public static Minute minute(Bytes packed) throws Malformed {
    ByteBuffer in = packed.asBuffer();
    Minute minute = new Minute();
    try {
      while (in.hasRemaining()) {
        int series = series(in);
        long count = get(in);
        double min = value(in);
        if (count < 1) {
          throw new Malformed("minute", "a count must be at least 1");
        }
        minute.add(series, count == 1 ? Span.of(min) : new Span(count, min, value(in), value(in)));
      }
    } catch (BufferUnderflowException e) {
      throw new Malformed("minute", "ends too early");
    }
    return minute;
  }

  private static void put(ByteBuffer out, long number) {
    long rest = number;
    while (rest > 0x7f) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long get(ByteBuffer in) throws Malformed {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new Malformed("number", "must have at most nine bytes");
  }

  private static int series(ByteBuffer in) throws Malformed {
    long series = get(in);
    if (series >= Taking.MAX_SERIES) {
      throw new Malformed("series", "must be below " + Taking.MAX_SERIES);
    }
    return (int) series;
  }

  private static double value(ByteBuffer in) throws Malformed {
    double value = in.getDouble();
    if (!Double.isFinite(value)) {
      throw new Malformed("value", "must be finite");
    }
    return value;
  }
}
