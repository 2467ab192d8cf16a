package dev.weir.protocol.selector;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.SiteId;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What selectors see of a device: its labels, and {@code device}, {@code site}, {@code model} and
 * {@code hardware}, which no label replaces. Global and regions use this one class, so that they
 * find the same targets. A selector looks a few of them up in each of a hundred thousand devices,
 * so they are looked up where they are; only who asks for all of them gets a copy.
 */
public final class Attributes extends AbstractMap<String, String> {
  private final DeviceId device;
  private final SiteId site;
  private final Model model;
  private final String hardware;
  private final Map<String, String> labels;

  public Attributes(
      DeviceId device, SiteId site, Model model, String hardware, Map<String, String> labels) {
    this.device = device;
    this.site = site;
    this.model = model;
    this.hardware = hardware;
    this.labels = labels;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    return switch (name) {
      case "device" -> device.text();
      case "site" -> site.text();
      case "model" -> model.name();
      case "hardware" -> hardware;
      default -> labels.get(name);
    };
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    TreeMap<String, String> all = new TreeMap<>(labels);
    all.put("device", device.text());
    all.put("site", site.text());
    all.put("model", model.name());
    all.put("hardware", hardware);
    return all.entrySet();
  }
}
