package dev.weir.region.view;

import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.selector.Selector;
import java.util.Optional;

/**
 * Which devices are meant.
 *
 * @param online absent: whether they are here or not
 * @param phase where their last action stands; absent: wherever
 */
public record DeviceFilter(
    Selector selector, Optional<Boolean> online, Optional<UpdatePhase> phase) {
  /** Those that the selector matches. */
  public static DeviceFilter of(Selector selector) {
    return new DeviceFilter(selector, Optional.empty(), Optional.empty());
  }
}
