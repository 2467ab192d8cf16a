package dev.weir.web;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.util.Optional;
import java.util.function.Function;

/**
 * The body of a request or of an answer: how it is read and written, and how it is described.
 *
 * @param mediaType empty: there is no body
 * @param codec of what is in it; empty: bytes that are described no further
 * @param tag what changes of the value are told by, for {@code ETag} and {@code If-Match}
 */
public record Body<T>(
    String mediaType,
    Optional<Codec<?>> codec,
    Reading<T> reading,
    Writing<T> writing,
    Optional<Function<T, String>> tag) {

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
        value -> Bytes.ofUtf8(codec.toJson(value)),
        Optional.empty());
  }

  /** Answered with a tag that a later write may name as what it has seen. */
  public Body<T> tagged(Function<T, String> tagOf) {
    return new Body<>(mediaType, codec, reading, writing, Optional.of(tagOf));
  }

  public static <T> Body<T> cbor(Codec<T> codec) {
    return new Body<>(
        "application/cbor", Optional.of(codec), codec::decode, codec::encode, Optional.empty());
  }

  /** Bytes as they are. */
  public static Body<Bytes> bytes(String mediaType) {
    return new Body<>(mediaType, Optional.empty(), body -> body, value -> value, Optional.empty());
  }

  /** Nothing: the status says it all. */
  public static <T> Body<T> none() {
    return new Body<>(
        "",
        Optional.empty(),
        body -> {
          throw new IllegalStateException("no body is read");
        },
        value -> Bytes.EMPTY,
        Optional.empty());
  }

  T read(Bytes body) throws Malformed {
    return reading.read(body);
  }

  Bytes write(T value) {
    return writing.write(value);
  }
}
