package dev.weir.demo.play;

import java.util.List;
import java.util.Optional;

/** The names of those who take part. */
public record Cast(List<String> regions, List<String> devices) {
  /** The process behind a name: of a device, of a region's controller, or global's. */
  public Optional<String> process(String name) {
    if (devices.contains(name)) {
      return Optional.of("device-" + name);
    }
    if (regions.contains(name)) {
      return Optional.of("region-" + name);
    }
    return name.equals("global") ? Optional.of(name) : Optional.empty();
  }
}
