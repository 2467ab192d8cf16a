package dev.weir.protocol.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactoryBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings as a SenML pack in CBOR (RFC 8428, section 6). The device's name is not in it: who sent
 * a pack is known from the connection. Written are base time, name, unit, value and time; read is
 * every numeric record, with base name, base unit and base value resolved (section 4.6). Records
 * without a numeric value are skipped, as are labels that are not known; a label that must be
 * understood (one that ends in {@code _}) makes the pack malformed.
 */
public final class SenMl {
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder().maxNestingDepth(Limits.DEPTH).maxNameLength(256).build();
  private static final CBORFactory CBOR =
      new CBORFactoryBuilder(new CBORFactory()).streamReadConstraints(CONSTRAINTS).build();

  /** Labels of RFC 8428, section 6, table 4. */
  static final int BASE_VERSION = -1;

  static final int BASE_NAME = -2;
  static final int BASE_TIME = -3;
  static final int BASE_UNIT = -4;
  static final int BASE_VALUE = -5;
  static final int NAME = 0;
  static final int UNIT = 1;
  static final int VALUE = 2;
  static final int TIME = 6;

  /** The version of SenML that RFC 8428 describes. */
  static final int VERSION = 10;

  private SenMl() {}

  /**
   * One pack.
   *
   * @param readings 1 to 256, in the order in which they are kept
   */
  public static Bytes encode(List<Reading> readings) {
    if (readings.isEmpty() || readings.size() > Limits.READINGS) {
      throw new IllegalArgumentException("a pack has 1 to " + Limits.READINGS + " readings");
    }
    long base = readings.get(0).at().toEpochMilli();
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * readings.size());
    try (CBORGenerator generator = CBOR.createGenerator(out)) {
      generator.writeStartArray(readings, readings.size());
      for (int i = 0; i < readings.size(); i++) {
        write(generator, readings.get(i), base, i == 0);
      }
      generator.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static void write(CBORGenerator out, Reading reading, long base, boolean first)
      throws IOException {
    long offset = reading.at().toEpochMilli() - base;
    int fields = 2 + (first ? 1 : 0) + (reading.unit().isEmpty() ? 0 : 1) + (offset == 0 ? 0 : 1);
    out.writeStartObject(reading, fields);
    if (first) {
      out.writeFieldId(BASE_TIME);
      writeSeconds(out, base);
    }
    out.writeFieldId(NAME);
    out.writeString(reading.series());
    if (!reading.unit().isEmpty()) {
      out.writeFieldId(UNIT);
      out.writeString(reading.unit());
    }
    out.writeFieldId(VALUE);
    writeNumber(out, reading.value());
    if (offset != 0) {
      out.writeFieldId(TIME);
      writeSeconds(out, offset);
    }
    out.writeEndObject();
  }

  private static void writeSeconds(CBORGenerator out, long millis) throws IOException {
    writeNumber(out, millis / 1000.0);
  }

  /** A whole number takes fewer bytes as an integer. */
  private static void writeNumber(CBORGenerator out, double value) throws IOException {
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1L << 53) {
      out.writeNumber(whole);
    } else {
      out.writeNumber(value);
    }
  }

  /** The pack's readings, in its order; times and names are resolved. */
  public static List<Reading> decode(Bytes pack) throws Malformed {
    if (pack.size() > Limits.ENTRY) {
      throw new Malformed("senml", "must be at most " + Limits.ENTRY + " bytes");
    }
    try (JsonParser in = CBOR.createParser(pack.toArray())) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new Malformed("senml", "must be a list of records");
      }
      List<Reading> readings = new ArrayList<>();
      SenMlRecord bases = SenMlRecord.START;
      for (int number = 0; in.nextToken() == JsonToken.START_OBJECT; number++) {
        if (number == Limits.READINGS) {
          throw new Malformed("senml", "must have at most " + Limits.READINGS + " records");
        }
        bases = SenMlRecord.read(in, bases, number);
        bases.reading().ifPresent(readings::add);
      }
      if (in.currentToken() != JsonToken.END_ARRAY || in.nextToken() != null) {
        throw new Malformed("senml", "must be one list of records and nothing else");
      }
      return List.copyOf(readings);
    } catch (Malformed e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new Malformed("senml", "can't be read: " + e.getMessage());
    }
  }

  static Instant time(double seconds) {
    if (!(seconds >= 0 && seconds < 253_402_300_800.0)) {
      throw new IllegalArgumentException("a time must be from 1970 to 9999");
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }
}
