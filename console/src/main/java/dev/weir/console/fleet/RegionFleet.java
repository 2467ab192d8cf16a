package dev.weir.console.fleet;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import java.util.concurrent.CompletableFuture;

/** What a region's console asks; it is answered while global can't be reached. */
public interface RegionFleet extends CommonFleet {
  CompletableFuture<Reply<RegionStatus>> status();

  CompletableFuture<Reply<LocalDevicePage>> devices(DeviceAsk ask);

  CompletableFuture<Reply<LocalDeviceView>> device(DeviceId device);
}
