package dev.weir.region.adapter.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.RegionFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.selector.Selector;
import dev.weir.region.adapter.http.Asked;
import dev.weir.region.view.DeviceFilter;
import dev.weir.region.view.Measured;
import dev.weir.region.view.RegionCommands;
import dev.weir.region.view.RegionQueries;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks the region; nobody else, so that it works while global can't be reached. */
public record QueriesFleet(RegionQueries queries, RegionCommands commands) implements RegionFleet {
  @Override
  public CompletableFuture<Reply<RegionStatus>> status() {
    return Asked.value(queries::status);
  }

  @Override
  public CompletableFuture<Reply<LocalDevicePage>> devices(DeviceAsk ask) {
    return read(
        () -> {
          DeviceFilter filter =
              new DeviceFilter(
                  Selector.parse(ask.selector()),
                  ask.online(),
                  Optional.empty(),
                  ask.version(),
                  ask.state());
          Optional<DeviceId> after = after(ask.cursor());
          return Asked.value(reply -> queries.devices(filter, after, ask.limit(), reply));
        });
  }

  @Override
  public CompletableFuture<Reply<LocalDeviceView>> device(DeviceId device) {
    return Asked.found(reply -> queries.device(device, reply), notServed(device));
  }

  @Override
  public CompletableFuture<Reply<LocalRolloutList>> rollouts() {
    return Asked.value(queries::rollouts);
  }

  @Override
  public CompletableFuture<Reply<LocalRolloutList>> halt(RolloutId rollout, String reason) {
    return Asked.halted(queries, commands, rollout, reason);
  }

  @Override
  public CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device) {
    return Asked.found(reply -> queries.why(rollout, device, reply), notServed(device));
  }

  @Override
  public CompletableFuture<Reply<TargetPage>> targets(RolloutId rollout, TargetAsk ask) {
    return read(
        () -> {
          TargetsAsk wanted =
              new TargetsAsk(ask.wave(), ask.state(), after(ask.cursor()), ask.limit());
          return Asked.found(
              reply -> queries.targets(rollout, wanted, reply),
              "this region has no rollout " + rollout);
        });
  }

  @Override
  public CompletableFuture<Reply<TelemetryView>> telemetry(DeviceId device, TelemetryAsk ask) {
    CompletableFuture<Reply<Measured>> measured =
        Asked.value(reply -> queries.telemetry(device, ask, reply));
    return measured.thenApply(reply -> reply.then(found -> readings(device, found)));
  }

  private static Reply<TelemetryView> readings(DeviceId device, Measured found) {
    if (found instanceof Measured.Readings readings) {
      return Reply.done(readings.view());
    }
    return found instanceof Measured.NotServed
        ? Reply.refused(Code.NOT_FOUND, notServed(device))
        : Reply.refused(Code.BUSY, "telemetry can't be read now; ask again");
  }

  private static Optional<DeviceId> after(String cursor) {
    return cursor.isEmpty() ? Optional.empty() : Optional.of(DeviceId.of(cursor));
  }

  /** A selector or a cursor that can't be read is refused with what is wrong with it. */
  private static <T> CompletableFuture<Reply<T>> read(
      Supplier<CompletableFuture<Reply<T>>> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          Reply.refused(Code.MALFORMED, String.valueOf(e.getMessage())));
    }
  }

  private static String notServed(DeviceId device) {
    return "this region does not serve the device " + device;
  }
}
