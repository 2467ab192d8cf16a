package dev.weir.cli.api;

import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;

/**
 * Which devices are meant: those for which all that is given holds.
 *
 * @param state by its last verified report
 * @param version that it runs
 */
public record DeviceFilter(
    Optional<Selector> selector,
    Optional<DeviceState> state,
    Optional<Version> version,
    Optional<RegionId> region) {

  /** Whether every device is meant. */
  public boolean isAll() {
    return selector.isEmpty() && state.isEmpty() && version.isEmpty() && region.isEmpty();
  }

  /** As parameters of a query, each with an ampersand before it. */
  String query() {
    return parameter("selector", selector.map(Selector::text))
        + parameter("state", state.map(DeviceState::name))
        + parameter("version", version.map(Version::text))
        + parameter("region", region.map(RegionId::text));
  }

  private static String parameter(String name, Optional<String> value) {
    return value.map(text -> "&" + name + "=" + Calls.encoded(text)).orElse("");
  }
}
