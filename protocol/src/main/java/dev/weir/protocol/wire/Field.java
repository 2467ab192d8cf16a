package dev.weir.protocol.wire;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of a field table.
 *
 * @param key the integer key in CBOR; never reused
 * @param name the key in JSON
 * @param since the protocol version that brought it
 * @param fallback what an absent field means; null where the field is required. A value equal to it
 *     is not written
 */
public record Field<T, V>(
    int key, String name, int since, Type<V> type, Function<T, V> getter, @Nullable V fallback) {

  /** A field that every message has. */
  public static <T, V> Field<T, V> required(
      int key, String name, Type<V> type, Function<T, V> getter) {
    return new Field<>(key, name, 1, type, getter, null);
  }

  /** A field whose absence means {@code fallback}. */
  public static <T, V> Field<T, V> optional(
      int key, String name, Type<V> type, Function<T, V> getter, V fallback) {
    return new Field<>(key, name, 1, type, getter, fallback);
  }

  /** A field that may be absent. */
  public static <T, V> Field<T, Optional<V>> maybe(
      int key, String name, Type<V> type, Function<T, Optional<V>> getter) {
    return new Field<>(key, name, 1, Types.maybe(type), getter, Optional.empty());
  }

  public boolean isRequired() {
    return fallback == null;
  }

  /** The same field, brought by a later version of the protocol. */
  public Field<T, V> since(int version) {
    return new Field<>(key, name, version, type, getter, fallback);
  }
}
