package dev.weir.global.registry;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;

/**
 * Which devices are meant; all parts must hold.
 *
 * @param state absent: every state
 * @param version absent: any; an absent one inside: those that never reported
 * @param region absent: any; an absent one inside: those that no region serves
 */
public record Filter(
    Selector selector,
    Optional<DeviceState> state,
    Optional<Optional<Version>> version,
    Optional<Optional<RegionId>> region) {
  public static final Filter ALL =
      new Filter(Selector.ALL, Optional.empty(), Optional.empty(), Optional.empty());

  public static Filter of(Selector selector) {
    return new Filter(selector, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean takes(Listed device) {
    return (state.isEmpty() || state.get() == device.state())
        && (region.isEmpty() || region.get().equals(device.region()))
        && (version.isEmpty() || version.get().equals(device.version()))
        && (selector.requirements().isEmpty() || selector.matches(device.attributes()));
  }
}
