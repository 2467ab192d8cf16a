package dev.weir.console.show;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.LocalRolloutView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.selector.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rollouts that a device's page asks why it waits: those under way that choose it. */
public final class Waiting {
  /** Each is asked of a region. */
  private static final int MOST = 3;

  private Waiting() {}

  /**
   * At global; where none is under way, the one that it was last wanted by.
   *
   * @param rollouts the newest first
   */
  public static List<RolloutId> of(DeviceView device, List<RolloutView> rollouts) {
    Map<String, String> attributes =
        attributes(device.device(), device.model(), device.hardware(), device.labels());
    attributes.put("site", device.site().text());
    return orElse(
        rollouts.stream()
            .filter(rollout -> !rollout.state().isOver())
            .filter(rollout -> chooses(rollout.spec().selector(), attributes))
            .map(rollout -> rollout.spec().rollout()),
        device.desiredBy());
  }

  /**
   * At a region; where none is under way, the newest that latecomers may still join, or the one
   * that it last took part in.
   *
   * @param rollouts the newest first
   */
  public static List<RolloutId> of(LocalDeviceView device, List<LocalRolloutView> rollouts) {
    Map<String, String> attributes =
        attributes(device.device(), device.model(), device.hardware(), device.labels());
    device.site().ifPresent(site -> attributes.put("site", site.text()));
    List<LocalRolloutView> choosing =
        rollouts.stream()
            .filter(rollout -> rollout.model().equals(device.model()))
            .filter(rollout -> chooses(rollout.selector(), attributes))
            .toList();
    Optional<RolloutId> open =
        choosing.stream()
            .filter(rollout -> rollout.state().isOpen())
            .map(LocalRolloutView::rollout)
            .findFirst();
    return orElse(
        choosing.stream()
            .filter(rollout -> !rollout.state().isOver())
            .map(LocalRolloutView::rollout),
        open.or(device::rollout));
  }

  private static List<RolloutId> orElse(Stream<RolloutId> underWay, Optional<RolloutId> last) {
    List<RolloutId> found = underWay.limit(MOST).toList();
    return found.isEmpty() ? last.stream().toList() : found;
  }

  /** What selectors see of a device. */
  private static Map<String, String> attributes(
      DeviceId device, Model model, String hardware, Map<String, String> labels) {
    Map<String, String> attributes = new TreeMap<>(labels);
    attributes.put("device", device.text());
    attributes.put("model", model.name());
    attributes.put("hardware", hardware);
    return attributes;
  }

  /** One that can't be read chooses nobody. */
  private static boolean chooses(String selector, Map<String, String> attributes) {
    try {
      return Selector.parse(selector).matches(attributes);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
