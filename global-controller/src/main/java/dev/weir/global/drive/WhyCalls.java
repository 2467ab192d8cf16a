package dev.weir.global.drive;

import dev.weir.global.fleet.Device;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks a device's region why the device is not being updated, or where it stands. */
final class WhyCalls {
  private final Loop loop;
  private final Ledger ledger;
  private final Questions questions;
  private final Duration limit;

  WhyCalls(Loop loop, Ledger ledger, Questions questions, Duration limit) {
    this.loop = loop;
    this.ledger = ledger;
    this.questions = questions;
    this.limit = limit;
  }

  void ask(RolloutId rollout, DeviceId id, CompletableFuture<Reply<Explanation>> reply) {
    Optional<Device> device = ledger.store().device(id);
    if (ledger.rollout(rollout).isEmpty() || device.isEmpty()) {
      String what = device.isEmpty() ? "device " + id : "rollout " + rollout;
      reply.complete(Reply.refused(Code.NOT_FOUND, "there is no " + what));
      return;
    }
    RegionId region = device.get().region();
    Loop.Timer[] timer = new Loop.Timer[1];
    long question =
        questions.ask(
            region,
            number -> Query.why(number, rollout, id),
            (from, answer) -> {
              timer[0].cancel();
              reply.complete(said(answer));
            });
    timer[0] =
        loop.after(
            limit,
            () -> {
              questions.withdraw(question);
              reply.complete(Reply.refused(Code.NO_ANSWER, silent(region)));
            });
  }

  private static Reply<Explanation> said(Answer answer) {
    return answer
        .why()
        .map(Reply::done)
        .orElseGet(() -> Reply.refused(Code.NOT_FOUND, "the region says: " + answer.problem()));
  }

  private String silent(RegionId region) {
    Optional<Instant> last = ledger.region(region).flatMap(row -> row.lastSync());
    return "region "
        + region
        + " did not answer within "
        + limit.toSeconds()
        + " s; it was heard of last "
        + last.map(at -> "at " + at).orElse("never")
        + "; see that it runs and reaches this address";
  }
}
