package dev.weir.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored row's values: a header of types, then the values without gaps. */
final class Records {
  private Records() {}

  /**
   * Gives each value as null, {@link Long}, {@link Double}, {@link String} or {@code byte[]}.
   *
   * @throws Damage where the types don't fill the header or the values don't fill the rest
   */
  static List<@Nullable Object> values(ByteBuffer record) throws Damage {
    ByteBuffer types = record.duplicate();
    long header = Varint.read(types);
    if (header < types.position() || header > record.limit()) {
      throw new Damage("a header of " + header + " bytes");
    }
    types.limit((int) header);
    ByteBuffer body = record.duplicate().position((int) header);
    List<@Nullable Object> values = new ArrayList<>();
    while (types.hasRemaining()) {
      values.add(value(Varint.read(types), body));
    }
    if (body.hasRemaining()) {
      throw new Damage("values that don't fill their row");
    }
    return values;
  }

  private static @Nullable Object value(long type, ByteBuffer body) throws Damage {
    if (type >= 12) {
      byte[] bytes = bytes(body, (type - 12) / 2);
      return type % 2 == 0 ? bytes : text(bytes);
    }
    return switch ((int) type) {
      case 0 -> null;
      case 1, 2, 3, 4 -> integer(bytes(body, type));
      case 5 -> integer(bytes(body, 6));
      case 6 -> integer(bytes(body, 8));
      case 7 -> Double.longBitsToDouble(integer(bytes(body, 8)));
      case 8 -> 0L;
      case 9 -> 1L;
      default -> throw new Damage("a value of type " + type);
    };
  }

  private static byte[] bytes(ByteBuffer body, long length) throws Damage {
    if (length > body.remaining()) {
      throw new Damage("a value that ends behind its row");
    }
    byte[] bytes = new byte[(int) length];
    body.get(bytes);
    return bytes;
  }

  private static long integer(byte[] bytes) {
    long value = bytes[0];
    for (int i = 1; i < bytes.length; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  private static String text(byte[] bytes) throws Damage {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Damage("a text that is not UTF-8");
    }
  }
}
