package dev.weir.protocol.api;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What came of a call: its value, or why not. */
public sealed interface Reply<T> {
  /** It was done, and what it changed is durable. */
  record Done<T>(T value) implements Reply<T> {}

  /**
   * It was refused and changed nothing.
   *
   * @param detail what, where and what to do
   * @param retryAfter when it may be worth asking again
   */
  record Refused<T>(Code code, String detail, Optional<Duration> retryAfter) implements Reply<T> {}

  static <T> Reply<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Reply<T> refused(Code code, String detail) {
    return new Refused<>(code, detail, Optional.empty());
  }

  /** The value mapped; a refusal stays as it is. */
  default <U> Reply<U> map(Function<T, U> function) {
    return then(value -> done(function.apply(value)));
  }

  /** Goes on where this was done; a refusal stays as it is. */
  default <U> Reply<U> then(Function<T, Reply<U>> next) {
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.code(), refused.detail(), refused.retryAfter());
    }
    return next.apply(((Done<T>) this).value());
  }
}
