package dev.weir.sim.check;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.region.store.Batch;

/** Who sees what a region keeps and says. */
public interface RegionWatch {
  /** The store took a batch. */
  void stores(Batch batch);

  /** A downlink leaves for a device. */
  void says(DeviceId device, Downlink downlink);

  /** A sync leaves for global. */
  void syncs(RegionSync sync);

  /** Global's answer arrived. */
  void hears(FeedPage page);
}
