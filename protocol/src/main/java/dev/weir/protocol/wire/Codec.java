package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactoryBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message as CBOR (RFC 8949) with integer keys, and as its JSON twin with names.
 *
 * @param <T> the message
 */
public final class Codec<T> {
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder().maxNestingDepth(Limits.DEPTH).maxNameLength(256).build();
  private static final CBORFactory CBOR =
      new CBORFactoryBuilder(new CBORFactory()).streamReadConstraints(CONSTRAINTS).build();
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().streamReadConstraints(CONSTRAINTS).build();

  private final String name;
  private final Type<T> type;
  private final int max;

  private Codec(String name, Type<T> type, int max) {
    this.name = name;
    this.type = type;
    this.max = max;
  }

  /** A codec that reads encodings of at most {@code max} bytes. */
  public static <T> Codec<T> of(Table<T> table, int max) {
    return new Codec<>(table.name(), table, max);
  }

  /** A codec that reads encodings of at most {@code max} bytes. */
  public static <T> Codec<T> of(Union<T> union, int max) {
    return new Codec<>(union.name(), union, max);
  }

  /** Of the table, such as {@code rollout-spec}. */
  public String name() {
    return name;
  }

  /** The message's JSON twin in JSON Schema: a reference to a name among these. */
  public String schema(JsonSchemas named) {
    return type.schema(named);
  }

  public Bytes encode(T message) {
    return Bytes.wrap(write(CBOR, message));
  }

  public T decode(Bytes encoded) throws Malformed {
    return read(CBOR, encoded);
  }

  public String toJson(T message) {
    return Bytes.wrap(write(JSON, message)).utf8();
  }

  /** Reads all of it, so that every fault is named at once. */
  public T fromJson(String text) throws Malformed {
    return read(JSON, Bytes.ofUtf8(text));
  }

  private byte[] write(JsonFactory factory, T message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = factory.createGenerator(out)) {
      type.write(generator, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private T read(JsonFactory factory, Bytes encoded) throws Malformed {
    if (encoded.size() > max) {
      throw new Malformed(name, "must be at most " + max + " bytes; has " + encoded.size());
    }
    try (JsonParser parser = factory.createParser(encoded.unsafeArray())) {
      if (parser.nextToken() == null) {
        throw new Malformed(name, "is empty");
      }
      T message = type.read(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(name, "is followed by more bytes");
      }
      return message;
    } catch (Malformed e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new Malformed(name, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new Malformed(name, "can't be parsed: " + plain(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new Malformed(name, "can't be parsed: " + e);
    }
  }

  /** The parser's words without where it read from, which is always these bytes. */
  private static String plain(String message) {
    int source = message.indexOf(" (start marker at [Source");
    int end = source < 0 ? message.indexOf("[Source") : source;
    return end < 0 ? message : message.substring(0, end).stripTrailing();
  }
}
