package dev.weir.cli.command;

import dev.weir.protocol.wire.Codec;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is shown of a value, and when there is no more to come.
 *
 * @param json the value as the API says it
 * @param table the value for people, at a time
 * @param end the exit code, once the value will not change any more
 */
record View<T>(
    Function<T, String> json, BiFunction<T, Instant, String> table, Function<T, OptionalInt> end) {

  /** Of a value that may always change. */
  static <T> View<T> of(Codec<T> codec, BiFunction<T, Instant, String> table) {
    return new View<>(codec::toJson, table, value -> OptionalInt.empty());
  }
}
