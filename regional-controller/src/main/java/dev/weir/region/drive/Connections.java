package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Downlink;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Through which front end each device is reached, and what of that the core has still to hear. Of
 * what a device's connections do in a row only the outcome waits: devices that come and go while
 * nothing can be kept don't pile up. Any thread may call.
 */
final class Connections {
  private final RegionCore core;
  private final Inbox inbox;
  private final Metrics metrics;

  /** For finding one, never iterated; so is the other. */
  private final Map<DeviceId, FrontEnd> byDevice = new HashMap<>();

  /** Changes that wait, as long as nothing else of their device waits behind them. */
  private final Map<DeviceId, Change> last = new HashMap<>();

  private static final class Change {
    private RegionEvent event;

    Change(RegionEvent event) {
      this.event = event;
    }
  }

  Connections(RegionCore core, Inbox inbox, Metrics metrics) {
    this.core = core;
    this.inbox = inbox;
    this.metrics = metrics;
  }

  /** The front end reaches the device. */
  synchronized void connected(DeviceId device, FrontEnd through) {
    boolean isOther = !through.equals(byDevice.put(device, through));
    changed(
        device,
        new RegionEvent.Connected(
            device, through.transport(), isOther || isAnew(last.get(device))));
  }

  private static boolean isAnew(@Nullable Change waiting) {
    return waiting != null
        && waiting.event instanceof RegionEvent.Connected connected
        && connected.anew();
  }

  /** The front end does not reach it any more; another one may. */
  synchronized void disconnected(DeviceId device, FrontEnd through) {
    if (byDevice.remove(device, through)) {
      changed(device, new RegionEvent.Disconnected(device));
    }
  }

  private void changed(DeviceId device, RegionEvent event) {
    Change waiting = last.get(device);
    if (waiting != null) {
      waiting.event = event;
      return;
    }
    Change change = new Change(event);
    last.put(device, change);
    inbox.add(now -> core.step(take(device, change), now));
  }

  private synchronized RegionEvent take(DeviceId device, Change change) {
    last.remove(device, change);
    return change.event;
  }

  /** What is put into the inbox next is to be taken after what the device did so far. */
  synchronized void close(DeviceId device) {
    last.remove(device);
  }

  private synchronized @Nullable FrontEnd of(DeviceId device) {
    return byDevice.get(device);
  }

  /** Does nothing where the device is out of reach. */
  void send(DeviceId device, Downlink downlink) {
    FrontEnd through = of(device);
    if (through != null) {
      metrics.count("weir_downlinks_total", 1);
      through.send(device, Downlink.CODEC.encode(downlink));
    }
  }
}
