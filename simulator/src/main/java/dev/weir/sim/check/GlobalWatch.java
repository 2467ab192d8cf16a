package dev.weir.sim.check;

import dev.weir.global.store.Commit;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedPage;

/** Who sees what global keeps and says. */
public interface GlobalWatch {
  /** The store took a commit. */
  void stores(Commit commit);

  /** An answer leaves for a region. */
  void answers(RegionId region, FeedPage page);
}
