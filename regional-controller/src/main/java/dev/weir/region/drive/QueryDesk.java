package dev.weir.region.drive;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutList;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.region.core.RegionCore;
import dev.weir.region.store.Meta;
import dev.weir.region.view.DeviceFilter;
import dev.weir.region.view.Measured;
import dev.weir.region.view.RegionQueries;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes people's questions to the region's loop. */
final class QueryDesk implements RegionQueries {
  private final Loop loop;
  private final RegionCore core;
  private final RegionFigures figures;
  private final RegionSettings settings;
  private final TelemetryDriver telemetry;

  QueryDesk(
      Loop loop,
      RegionCore core,
      RegionFigures figures,
      RegionSettings settings,
      TelemetryDriver telemetry) {
    this.loop = loop;
    this.core = core;
    this.figures = figures;
    this.settings = settings;
    this.telemetry = telemetry;
  }

  @Override
  public void status(Consumer<RegionStatus> reply) {
    loop.execute(() -> reply.accept(status()));
  }

  private RegionStatus status() {
    Meta meta = core.meta();
    return new RegionStatus(
        settings.region(),
        meta.incarnation(),
        figures.health(),
        meta.leaseUntil(),
        core.globalSince(),
        meta.feedCursor(),
        core.counts(),
        core.census());
  }

  @Override
  public void devices(
      DeviceFilter filter, Optional<DeviceId> after, int limit, Consumer<LocalDevicePage> reply) {
    loop.execute(() -> reply.accept(core.page(filter, after, limit)));
  }

  @Override
  public void device(DeviceId device, Consumer<Optional<LocalDeviceView>> reply) {
    loop.execute(() -> reply.accept(core.view(device)));
  }

  @Override
  public void why(RolloutId rollout, DeviceId device, Consumer<Optional<Explanation>> reply) {
    loop.execute(() -> reply.accept(core.why(rollout, device, loop.now())));
  }

  @Override
  public void rollouts(Consumer<LocalRolloutList> reply) {
    loop.execute(() -> reply.accept(core.rollouts()));
  }

  @Override
  public void targets(RolloutId rollout, TargetsAsk ask, Consumer<Optional<TargetPage>> reply) {
    loop.execute(() -> reply.accept(core.targets(rollout, ask)));
  }

  @Override
  public void telemetry(DeviceId device, TelemetryAsk ask, Consumer<Measured> reply) {
    loop.execute(
        () -> {
          if (core.serves(device)) {
            telemetry.ask(device, ask, view -> reply.accept(measured(view)));
          } else {
            reply.accept(new Measured.NotServed());
          }
        });
  }

  private static Measured measured(Optional<TelemetryView> view) {
    return view.<Measured>map(Measured.Readings::new).orElseGet(Measured.Later::new);
  }
}
