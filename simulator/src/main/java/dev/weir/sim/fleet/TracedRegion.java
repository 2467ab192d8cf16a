package dev.weir.sim.fleet;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.region.store.Batch;
import dev.weir.sim.check.RegionWatch;
import dev.weir.sim.kernel.Trace;

/** Tells the trace what a region decides before it is checked. */
record TracedRegion(String name, Trace trace, RegionWatch check) implements RegionWatch {
  @Override
  public void stores(Batch batch) {
    batch
        .directives()
        .forEach(
            row ->
                trace.say(
                    name
                        + " keeps "
                        + row.directive().rollout()
                        + " "
                        + row.directive().state()
                        + " revision "
                        + row.directive().revision()
                        + row.halted().map(why -> " halted: " + why).orElse("")));
    batch.relayed().forEach(report -> trace.say(name + " relays a report of " + report.device()));
    check.stores(batch);
  }

  @Override
  public void says(DeviceId device, Downlink downlink) {
    trace.say(
        name
            + " tells "
            + device
            + " "
            + downlink.acknowledged()
            + downlink
                .desired()
                .map(
                    d ->
                        " wants "
                            + d.generation()
                            + d.goal().map(g -> " " + g.release()).orElse(""))
                .orElse("")
            + (downlink.hello() ? " and asks who it is" : ""));
    check.says(device, downlink);
  }

  @Override
  public void syncs(RegionSync sync) {
    check.syncs(sync);
  }

  @Override
  public void hears(FeedPage page) {
    check.hears(page);
  }
}
