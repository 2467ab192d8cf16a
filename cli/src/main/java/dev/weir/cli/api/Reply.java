package dev.weir.cli.api;

import dev.weir.protocol.api.Problem;
import java.util.function.Function;

/**
 * What global answers: what was asked for, or why not.
 *
 * @param <T> what was asked for
 */
public sealed interface Reply<T> {
  /**
   * Done.
   *
   * @param tag of the value as it stands at global; empty: none
   */
  record Done<T>(T value, String tag) implements Reply<T> {}

  /** Refused. */
  record Refused<T>(Problem problem) implements Reply<T> {}

  /** One result of the two. */
  default <R> R fold(Function<T, R> done, Function<Problem, R> refused) {
    return this instanceof Done<T> d
        ? done.apply(d.value())
        : refused.apply(((Refused<T>) this).problem());
  }

  /** What is made of the value, where there is one. */
  default <R> Reply<R> then(Function<T, R> make) {
    return this instanceof Done<T> d
        ? new Done<>(make.apply(d.value()), d.tag())
        : new Refused<>(((Refused<T>) this).problem());
  }
}
