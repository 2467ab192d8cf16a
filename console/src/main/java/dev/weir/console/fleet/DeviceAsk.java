package dev.weir.console.fleet;

import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import java.util.Optional;

/**
 * Which devices are meant; all parts must hold.
 *
 * @param selector over labels; empty: all
 * @param version that they run
 * @param region that serves them; absent: any. A region knows only its own
 * @param online whether they are connected; absent: either. Only a region knows
 * @param cursor of the page before; empty: from the start
 * @param limit 1 to 1000
 */
public record DeviceAsk(
    String selector,
    Optional<Version> version,
    Optional<DeviceState> state,
    Optional<RegionId> region,
    Optional<Boolean> online,
    String cursor,
    int limit) {
  private static final int PAGE = 50;

  /** Every device, from the first. */
  public static final DeviceAsk ALL =
      new DeviceAsk(
          "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", PAGE);

  /** Whether nothing is asked of the devices. */
  public boolean isForAll() {
    return from("").equals(ALL);
  }

  public DeviceAsk chosen(String newSelector) {
    return new DeviceAsk(newSelector, version, state, region, online, cursor, limit);
  }

  /** Those of one model. */
  public DeviceAsk of(Model model) {
    return chosen("model=" + model);
  }

  public DeviceAsk running(Version newVersion) {
    return new DeviceAsk(selector, Optional.of(newVersion), state, region, online, cursor, limit);
  }

  public DeviceAsk in(DeviceState newState) {
    return new DeviceAsk(selector, version, Optional.of(newState), region, online, cursor, limit);
  }

  public DeviceAsk of(RegionId newRegion) {
    return new DeviceAsk(selector, version, state, Optional.of(newRegion), online, cursor, limit);
  }

  public DeviceAsk online(boolean isOnline) {
    return new DeviceAsk(selector, version, state, region, Optional.of(isOnline), cursor, limit);
  }

  /** Another page of the same. */
  public DeviceAsk from(String newCursor) {
    return new DeviceAsk(selector, version, state, region, online, newCursor, limit);
  }
}
