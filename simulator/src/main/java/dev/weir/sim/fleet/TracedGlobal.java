package dev.weir.sim.fleet;

import dev.weir.global.store.Commit;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedPage;
import dev.weir.sim.check.GlobalWatch;
import dev.weir.sim.kernel.Trace;

/** Tells the trace what global decides before it is checked. */
record TracedGlobal(Trace trace, GlobalWatch check) implements GlobalWatch {
  @Override
  public void stores(Commit commit) {
    commit
        .rollouts()
        .forEach(
            row ->
                trace.say(
                    "global keeps "
                        + row.id()
                        + " "
                        + row.state()
                        + " revision "
                        + row.revision()
                        + " "
                        + row.reason()
                        + row.waves()));
    check.stores(commit);
  }

  @Override
  public void answers(RegionId region, FeedPage page) {
    if (!page.items().isEmpty()) {
      trace.say(
          "global feeds "
              + region
              + " items "
              + page.items().get(0).sequence()
              + " to "
              + page.items().get(page.items().size() - 1).sequence());
    }
    check.answers(region, page);
  }
}
