package dev.weir.global.registry;

import dev.weir.global.fleet.Device;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.selector.Attributes;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The part of a device's row that is kept in memory.
 *
 * @param region absent: none may serve it
 * @param pin the region that an operator chose
 * @param version that it runs, by its last verified report
 * @param image that it measured, by the same
 */
public record Listed(
    DeviceId id,
    Optional<RegionId> region,
    SiteId site,
    Model model,
    String hardware,
    Map<String, String> labels,
    Optional<RegionId> pin,
    DeviceState state,
    Optional<Version> version,
    Optional<Digest> image) {

  /** What the row says. */
  public static Listed of(Device device) {
    return of(device, UnaryOperator.identity());
  }

  /**
   * What the row says.
   *
   * @param shared gives the one value that stands for all equal ones
   */
  static Listed of(Device device, UnaryOperator<Object> shared) {
    return new Listed(
        device.id(),
        same(device.region(), shared),
        same(device.site(), shared),
        same(device.model(), shared),
        same(device.hardware(), shared),
        device.labels(),
        same(device.pin(), shared),
        device.state(),
        same(device.report().map(Report::running), shared),
        same(device.report().map(Report::image), shared));
  }

  @SuppressWarnings("unchecked") // what stands for a value equals it, and so is of its type
  private static <T> T same(T value, UnaryOperator<Object> shared) {
    return (T) shared.apply(value);
  }

  /** What selectors see. */
  public Attributes attributes() {
    return new Attributes(id, site, model, hardware, labels);
  }
}
