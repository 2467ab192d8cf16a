package dev.weir.global.adapter.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.drive.Span;
import dev.weir.global.registry.Filter;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the driver.
 *
 * @param driver which answers on its own thread
 */
public record DriverFleet(GlobalDriver driver) implements GlobalFleet {
  /** Regions are few: all of them as one answer of the API. */
  private static final int REGIONS = 1000;

  @Override
  public CompletableFuture<Reply<Overview>> overview() {
    return driver.overview();
  }

  @Override
  public CompletableFuture<Reply<RegionList>> regions() {
    return driver.regions("", REGIONS);
  }

  @Override
  public CompletableFuture<Reply<DevicePage>> devices(DeviceAsk ask) {
    if (ask.online().isPresent()) {
      return refused("online: only a device's region knows that; its console lists them");
    }
    try {
      Filter filter =
          new Filter(
              Selector.parse(ask.selector()),
              ask.state(),
              wanted(ask.version()),
              wanted(ask.region()));
      return driver.devices(filter, ask.cursor(), ask.limit());
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static <T> CompletableFuture<Reply<T>> refused(String why) {
    return CompletableFuture.completedFuture(Reply.refused(Code.MALFORMED, why));
  }

  /** Absent: any; what is there: just that. */
  private static <T> Optional<Optional<T>> wanted(Optional<T> value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  @Override
  public CompletableFuture<Reply<DeviceView>> device(DeviceId device) {
    return driver.device(device);
  }

  @Override
  public CompletableFuture<Reply<ReleaseList>> releases(String cursor, int limit) {
    return driver.releases(cursor, limit);
  }

  @Override
  public CompletableFuture<Reply<RolloutList>> rollouts(String cursor, int limit) {
    return driver.rollouts(cursor, limit);
  }

  @Override
  public CompletableFuture<Reply<RolloutView>> rollout(RolloutId rollout) {
    return driver.rollout(rollout);
  }

  @Override
  public CompletableFuture<Reply<PlanView>> plan(RolloutSpec spec) {
    return driver.plan(spec);
  }

  @Override
  public CompletableFuture<Reply<RolloutView>> start(RolloutSpec spec, Terms terms) {
    return driver.start(spec, terms);
  }

  @Override
  public CompletableFuture<Reply<RolloutView>> command(
      RolloutId rollout, Command command, String reason, Terms terms) {
    return driver.command(rollout, Rollouts.Command.valueOf(command.name()), reason, terms);
  }

  @Override
  public CompletableFuture<Reply<Explanation>> why(RolloutId rollout, DeviceId device) {
    return driver.why(rollout, device);
  }

  @Override
  public CompletableFuture<Reply<TargetPage>> targets(RolloutId rollout, TargetAsk ask) {
    return driver.targets(
        rollout, ask.wave(), ask.state(), ask.region(), ask.cursor(), ask.limit());
  }

  @Override
  public CompletableFuture<Reply<TelemetryView>> telemetry(DeviceId device, TelemetryAsk ask) {
    return driver.telemetry(
        device,
        new Span(ask.series(), Optional.of(ask.since()), Optional.of(ask.until()), ask.points()));
  }
}
