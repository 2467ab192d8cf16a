package dev.weir.global.drive;

import dev.weir.global.fleet.Region;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.QueryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Asks a region, and gives up on it after a while. Source: docs/protocol.md, section 6.5. */
final class Asking {
  private final Loop loop;
  private final Ledger ledger;
  private final Questions questions;
  private final Duration limit;

  Asking(Loop loop, Ledger ledger, Questions questions, Duration limit) {
    this.loop = loop;
    this.ledger = ledger;
    this.questions = questions;
    this.limit = limit;
  }

  /**
   * Asks; the taker gets exactly one reply.
   *
   * @param query makes the question from its number
   * @param value the part of the answer that was asked for
   */
  <T> void ask(
      RegionId region,
      LongFunction<Query> query,
      Function<Answer, Optional<T>> value,
      Consumer<Reply<T>> taker) {
    Loop.Timer[] timer = new Loop.Timer[1];
    long question =
        questions.ask(
            region,
            query,
            (from, answer) -> {
              timer[0].cancel();
              taker.accept(said(from, answer, value));
            });
    timer[0] =
        loop.after(
            limit,
            () -> {
              questions.withdraw(question);
              taker.accept(Reply.refused(Code.NO_ANSWER, silent(region)));
            });
  }

  /** Whether a region can read such a question; one that is older could not read its page. */
  boolean understands(RegionId region, QueryKind kind) {
    int needed =
        switch (kind) {
          case RANKS, WHY -> 1;
          case TARGETS, TELEMETRY -> 2;
        };
    return ledger.region(region).map(Region::version).orElse(1) >= needed;
  }

  static <T> Reply<T> tooOld(RegionId region) {
    return Reply.refused(
        Code.OLD_REGION,
        "region " + region + " runs a program that can't answer this; update its controller");
  }

  private static <T> Reply<T> said(
      RegionId region, Answer answer, Function<Answer, Optional<T>> value) {
    return value
        .apply(answer)
        .map(Reply::done)
        .orElseGet(
            () -> Reply.refused(Code.NOT_FOUND, "region " + region + " says: " + answer.problem()));
  }

  private String silent(RegionId region) {
    Optional<Instant> last = ledger.region(region).flatMap(Region::lastSync);
    return "region "
        + region
        + " did not answer within "
        + limit.toSeconds()
        + " s; it was heard of last "
        + last.map(at -> "at " + at).orElse("never")
        + "; see that it runs and reaches this address";
  }
}
