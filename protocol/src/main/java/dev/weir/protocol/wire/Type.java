package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * How one kind of value is written, read and described. The generator and the parser speak CBOR or
 * JSON; {@link Form} says which where it makes a difference.
 */
public interface Type<V> {
  void write(JsonGenerator out, V value) throws IOException;

  /** Reads the value at whose first token the parser stands; leaves it at the value's last. */
  V read(JsonParser in) throws IOException;

  /** The type in CDDL (RFC 8610). */
  String cddl();

  /**
   * The JSON twin in JSON Schema (2020-12), as JSON.
   *
   * @param named takes in the messages that it refers to
   */
  String schema(JsonSchemas named);
}
