package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.rank.Rank;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that fields have. */
public final class Types {
  private Types() {}

  /** Whole numbers from {@code min} to {@code max}, both included. */
  public static Type<Long> integer(long min, long max) {
    return simple(
        min >= 0 ? "uint" : "int",
        "{\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d}".formatted(min, max),
        JsonGenerator::writeNumber,
        in -> {
          long value = numberOf(in);
          check(value >= min && value <= max, "must be from " + min + " to " + max);
          return value;
        });
  }

  /** Counters, sizes and offsets. */
  public static final Type<Long> COUNT = integer(0, Long.MAX_VALUE);

  /** Small counts. */
  public static final Type<Integer> SMALL =
      mapped(integer(0, Integer.MAX_VALUE), Long::intValue, Integer::longValue);

  /** All 64 bits mean something, such as a random number. */
  public static final Type<Long> BITS = integer(Long.MIN_VALUE, Long.MAX_VALUE);

  /** A finite number. */
  public static final Type<Double> REAL =
      simple(
          "number",
          "{\"type\":\"number\"}",
          JsonGenerator::writeNumber,
          in -> {
            check(in.currentToken().isNumeric(), "must be a number");
            double value = in.getDoubleValue();
            check(Double.isFinite(value), "must be a finite number");
            return value;
          });

  public static final Type<Boolean> FLAG =
      simple(
          "bool",
          "{\"type\":\"boolean\"}",
          JsonGenerator::writeBoolean,
          in -> {
            check(in.currentToken().isBoolean(), "must be true or false");
            return in.getBooleanValue();
          });

  /** The last millisecond of the year 9999. */
  private static final long LAST_MILLI = 253_402_300_799_999L;

  /** Milliseconds since 1970 in CBOR, ISO 8601 in JSON. Finer parts are cut off. */
  public static final Type<Instant> INSTANT =
      twin(
          "uint",
          mapped(integer(0, LAST_MILLI), Instant::ofEpochMilli, Instant::toEpochMilli),
          mapped(
              text(40, ",\"format\":\"date-time\""),
              Types::parseInstant,
              at -> at.truncatedTo(ChronoUnit.MILLIS).toString()));

  /** Milliseconds. */
  public static final Type<Duration> DURATION =
      mapped(integer(0, Long.MAX_VALUE / 1_000_000), Duration::ofMillis, Duration::toMillis);

  /** 32 bytes in CBOR, hexadecimal in JSON. */
  public static final Type<Digest> DIGEST =
      twin(
          "bytes .size 32",
          mapped(bytes(Digest.BYTES), b -> Digest.ofRaw(b.toArray()), d -> Bytes.wrap(d.raw())),
          mapped(
              text(2 * Digest.BYTES, ",\"pattern\":\"^[0-9a-f]{64}$\""), Digest::new, Digest::hex));

  /** A number in CBOR, sixteen hexadecimal digits in JSON. */
  public static final Type<Rank> RANK =
      twin(
          "int",
          mapped(BITS, Rank::new, Rank::bits),
          mapped(text(16, ",\"pattern\":\"^[0-9a-f]{16}$\""), Rank::parse, Rank::toString));

  /** Text of at most so many characters. */
  public static Type<String> text(int max) {
    return text(max, "");
  }

  /** Text about which JSON Schema can say more. */
  private static Type<String> text(int max, String also) {
    return simple(
        "text .size (0.." + 3 * max + ")", // CDDL counts bytes: UTF-8 has up to three a character
        "{\"type\":\"string\",\"maxLength\":" + max + also + "}",
        JsonGenerator::writeString,
        in -> {
          check(in.currentToken() == JsonToken.VALUE_STRING, "must be text");
          check(in.getTextLength() <= max, "must be at most " + max + " characters");
          String value = in.getText();
          check(isWellFormed(value), "must be well-formed text");
          return value;
        });
  }

  /**
   * Whether surrogates stand in pairs: the parser takes in others, and no generator writes them.
   */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** At most so many bytes; base64 in JSON. */
  public static Type<Bytes> bytes(int max) {
    return simple(
        "bytes .size (0.." + max + ")",
        "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"maxLength\":%d}"
            .formatted((max + 2L) / 3 * 4),
        (out, value) -> out.writeBinary(value.unsafeArray()),
        in -> {
          JsonToken expected =
              Form.isBinary(in) ? JsonToken.VALUE_EMBEDDED_OBJECT : JsonToken.VALUE_STRING;
          check(in.currentToken() == expected, "must be bytes");
          byte[] value = Form.isBinary(in) ? in.getBinaryValue() : base64(in.getText());
          check(value.length <= max, "must be at most " + max + " bytes");
          return Bytes.wrap(value);
        });
  }

  private static byte[] base64(String text) {
    try {
      return Base64Variants.getDefaultVariant().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be base64", e);
    }
  }

  /** A value that knows its own text, such as an identifier; its constructor checks. */
  public static <V> Type<V> named(Function<String, V> parse, Function<V, String> print) {
    return mapped(text(Limits.TEXT), parse, print);
  }

  /** A closed list: the ordinal plus one in CBOR, the name in JSON. New values go to the end. */
  @SuppressWarnings("EnumOrdinal") // the wire form is the position, and the order is frozen
  public static <E extends Enum<E>> Type<E> choice(Class<E> type) {
    E[] values = type.getEnumConstants();
    String names = Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    return twin(
        "1.." + values.length,
        mapped(COUNT, n -> constant(values, n), e -> e.ordinal() + 1L),
        mapped(
            text(Limits.TEXT, ",\"enum\":[\"" + names.replace(", ", "\",\"") + "\"]"),
            name -> constant(values, name, names),
            Enum::name));
  }

  private static <E> E constant(E[] values, long number) {
    if (number < 1 || number > values.length) {
      throw new UnknownChoice("must be from 1 to " + values.length);
    }
    return values[(int) number - 1];
  }

  private static <E extends Enum<E>> E constant(E[] values, String name, String names) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new UnknownChoice("must be one of " + names);
  }

  /** At most so many values of one type. */
  public static <V> Type<List<V>> list(Type<V> element, int max) {
    return new ListType<>(element, max, false);
  }

  /**
   * At most so many values of one type, of which those are left out that have a value of a closed
   * list that only newer peers know.
   */
  public static <V> Type<List<V>> listOfKnown(Type<V> element, int max) {
    return new ListType<>(element, max, true);
  }

  /** A value of another type in this one's clothes. */
  public static <W, V> Type<V> mapped(Type<W> wire, Function<W, V> read, Function<V, W> write) {
    return new Simple<>(
        wire.cddl(),
        wire::schema,
        (out, value) -> wire.write(out, write.apply(value)),
        in -> read.apply(wire.read(in)));
  }

  static <V> Type<Optional<V>> maybe(Type<V> type) {
    return new Simple<>(
        type.cddl(),
        type::schema,
        (out, value) -> type.write(out, value.orElseThrow()),
        in -> Optional.of(type.read(in)));
  }

  private static <V> Type<V> twin(String cddl, Type<V> binary, Type<V> text) {
    return new Simple<>(
        cddl,
        text::schema,
        (out, value) -> (Form.isBinary(out) ? binary : text).write(out, value),
        in -> (Form.isBinary(in) ? binary : text).read(in));
  }

  private static Instant parseInstant(String text) {
    Instant at;
    try {
      at = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T08:00:00Z", e);
    }
    check(
        !at.isBefore(Instant.EPOCH) && !at.isAfter(Instant.ofEpochMilli(LAST_MILLI)),
        "must be from 1970 to 9999");
    return at;
  }

  private static long numberOf(JsonParser in) throws IOException {
    check(in.currentToken() == JsonToken.VALUE_NUMBER_INT, "must be a whole number");
    check(in.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "must fit into 64 bits");
    return in.getLongValue();
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  private interface Writer<V> {
    void write(JsonGenerator out, V value) throws IOException;
  }

  private interface Reader<V> {
    V read(JsonParser in) throws IOException;
  }

  private static <V> Type<V> simple(
      String cddl, String schema, Writer<V> writer, Reader<V> reader) {
    return new Simple<>(cddl, named -> schema, writer, reader);
  }

  private record Simple<V>(
      String cddl, Function<JsonSchemas, String> schemas, Writer<V> writer, Reader<V> reader)
      implements Type<V> {
    @Override
    public void write(JsonGenerator out, V value) throws IOException {
      writer.write(out, value);
    }

    @Override
    public V read(JsonParser in) throws IOException {
      return reader.read(in);
    }

    @Override
    public String schema(JsonSchemas named) {
      return schemas.apply(named);
    }
  }
}
