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
import dev.weir.protocol.message.QueryKind;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What only a device's region knows: why the device is not being updated, and its readings. */
final class DeviceQuestions {
  private final Loop loop;
  private final Ledger ledger;
  private final Asking asking;

  DeviceQuestions(Loop loop, Ledger ledger, Asking asking) {
    this.loop = loop;
    this.ledger = ledger;
    this.asking = asking;
  }

  void why(RolloutId rollout, DeviceId device, CompletableFuture<Reply<Explanation>> reply) {
    if (ledger.rollout(rollout).isEmpty()) {
      reply.complete(Reply.refused(Code.NOT_FOUND, "there is no rollout " + rollout));
      return;
    }
    ask(device, QueryKind.WHY, number -> Query.why(number, rollout, device), Answer::why, reply);
  }

  void telemetry(DeviceId device, Span span, CompletableFuture<Reply<TelemetryView>> reply) {
    TelemetryAsk wanted;
    try {
      wanted = span.at(Clocks.now(loop));
    } catch (IllegalArgumentException e) {
      reply.complete(Reply.refused(Code.MALFORMED, String.valueOf(e.getMessage())));
      return;
    }
    ask(
        device,
        QueryKind.TELEMETRY,
        number -> Query.telemetry(number, device, wanted),
        Answer::telemetry,
        reply);
  }

  private <T> void ask(
      DeviceId id,
      QueryKind kind,
      LongFunction<Query> query,
      Function<Answer, Optional<T>> value,
      CompletableFuture<Reply<T>> reply) {
    Optional<Device> device = ledger.store().device(id);
    Optional<RegionId> region = device.flatMap(Device::region);
    if (device.isEmpty()) {
      reply.complete(Reply.refused(Code.NOT_FOUND, "there is no device " + id));
    } else if (region.isEmpty()) {
      reply.complete(
          Reply.refused(Code.NO_REGION, "no region serves " + id + "; see weir residency"));
    } else if (!asking.understands(region.get(), kind)) {
      reply.complete(Asking.tooOld(region.get()));
    } else {
      asking.ask(region.get(), query, value, reply::complete);
    }
  }
}
