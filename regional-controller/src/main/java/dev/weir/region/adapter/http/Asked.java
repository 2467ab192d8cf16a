package dev.weir.region.adapter.http;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.RolloutId;
import dev.weir.region.view.RegionCommands;
import dev.weir.region.view.RegionQueries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Questions to the region's thread as replies; one that takes too long is refused. */
public final class Asked {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Asked() {}

  /** What the question is answered with. */
  public static <T> CompletableFuture<Reply<T>> value(Consumer<Consumer<T>> question) {
    CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
    question.accept(value -> reply.complete(Reply.done(value)));
    return reply.completeOnTimeout(busy(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What the question is answered with.
   *
   * @param missing what to say where that is nothing
   */
  public static <T> CompletableFuture<Reply<T>> found(
      Consumer<Consumer<Optional<T>>> question, String missing) {
    return value(question)
        .thenApply(
            reply ->
                reply.then(
                    found ->
                        found
                            .map(Reply::done)
                            .orElseGet(() -> Reply.refused(Code.NOT_FOUND, missing))));
  }

  /** Halts a rollout; the rollouts as they are then. */
  public static CompletableFuture<Reply<LocalRolloutList>> halted(
      RegionQueries queries, RegionCommands commands, RolloutId rollout, String why) {
    CompletableFuture<Reply<Reception>> done = value(reply -> commands.halt(rollout, why, reply));
    return done.thenCompose(reply -> after(reply, queries, rollout));
  }

  private static CompletableFuture<Reply<LocalRolloutList>> after(
      Reply<Reception> reply, RegionQueries queries, RolloutId rollout) {
    Reply<Reception> halted =
        reply.then(
            reception ->
                switch (reception) {
                  case TAKEN -> Reply.done(reception);
                  case BUSY -> busy();
                  case REFUSED ->
                      Reply.refused(Code.NOT_FOUND, "this region has no rollout " + rollout);
                });
    return halted instanceof Reply.Done<Reception>
        ? value(queries::rollouts)
        : CompletableFuture.completedFuture(halted.map(never -> new LocalRolloutList(List.of())));
  }

  private static <T> Reply<T> busy() {
    return new Reply.Refused<>(
        Code.BUSY, "the region has too much to do; ask again", Optional.of(Duration.ofSeconds(1)));
  }
}
