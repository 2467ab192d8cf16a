package dev.weir.protocol.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of a call: its value, or why not. */
public sealed interface Reply<T> {
  /** It was done, and what it changed is durable. */
  record Done<T>(T value) implements Reply<T> {}

  /**
   * It was refused and changed nothing.
   *
   * @param detail what, where and what to do
   * @param retryAfter when it may be worth asking again
   * @param errors each fault of the body, where that is what is wrong
   */
  record Refused<T>(
      Code code, String detail, Optional<Duration> retryAfter, List<FieldError> errors)
      implements Reply<T> {
    public Refused(Code code, String detail, Optional<Duration> retryAfter) {
      this(code, detail, retryAfter, List.of());
    }
  }

  static <T> Reply<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Reply<T> refused(Code code, String detail) {
    return new Refused<>(code, detail, Optional.empty());
  }

  /** Refused because the body has these faults. */
  static <T> Reply<T> refused(Code code, List<FieldError> errors) {
    String detail =
        errors.stream()
            .map(error -> (error.pointer() + " " + error.detail()).strip())
            .collect(Collectors.joining("; "));
    return new Refused<>(code, detail, Optional.empty(), errors);
  }

  /** The value mapped; a refusal stays as it is. */
  default <U> Reply<U> map(Function<T, U> function) {
    return then(value -> done(function.apply(value)));
  }

  /** Goes on where this was done; a refusal stays as it is. */
  default <U> Reply<U> then(Function<T, Reply<U>> next) {
    if (this instanceof Refused<T> refused) {
      return new Refused<>(
          refused.code(), refused.detail(), refused.retryAfter(), refused.errors());
    }
    return next.apply(((Done<T>) this).value());
  }
}
