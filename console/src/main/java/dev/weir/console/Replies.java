package dev.weir.console;

import dev.weir.protocol.api.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Answers to several questions as one; the first refusal speaks for all. */
final class Replies {
  private Replies() {}

  static <A, B, C> CompletableFuture<Reply<C>> both(
      CompletableFuture<Reply<A>> one,
      CompletableFuture<Reply<B>> other,
      BiFunction<A, B, C> together) {
    return one.thenCombine(other, (a, b) -> a.then(x -> b.map(y -> together.apply(x, y))));
  }

  /** The answer is not needed: the question is asked for its refusal. */
  static <A, B> CompletableFuture<Reply<A>> first(
      CompletableFuture<Reply<A>> one, CompletableFuture<Reply<B>> other) {
    return both(one, other, (a, b) -> a);
  }
}
