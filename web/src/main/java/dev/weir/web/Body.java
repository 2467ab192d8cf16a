package dev.weir.web;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.util.Optional;

/**
 * The body of a request or of an answer: how it is read and written, and how it is described.
 *
 * @param mediaType empty: there is no body
 * @param codec of what is in it; empty: bytes that are described no further
 */
public record Body<T>(
    String mediaType, Optional<Codec<?>> codec, Reading<T> reading, Writing<T> writing) {

  /** Makes a value of the bytes. */
  interface Reading<T> {
    T read(Bytes body) throws Malformed;
  }

  /** Makes bytes of the value. */
  interface Writing<T> {
    Bytes write(T value);
  }

  public static <T> Body<T> json(Codec<T> codec) {
    return new Body<>(
        "application/json",
        Optional.of(codec),
        body -> codec.fromJson(body.utf8()),
        value -> Bytes.ofUtf8(codec.toJson(value)));
  }

  public static <T> Body<T> cbor(Codec<T> codec) {
    return new Body<>("application/cbor", Optional.of(codec), codec::decode, codec::encode);
  }

  /** Bytes as they are. */
  public static Body<Bytes> bytes(String mediaType) {
    return new Body<>(mediaType, Optional.empty(), body -> body, value -> value);
  }

  /** Nothing: the status says it all. */
  public static <T> Body<T> none() {
    return new Body<>(
        "",
        Optional.empty(),
        body -> {
          throw new IllegalStateException("no body is read");
        },
        value -> Bytes.EMPTY);
  }

  T read(Bytes body) throws Malformed {
    return reading.read(body);
  }

  Bytes write(T value) {
    return writing.write(value);
  }
}
