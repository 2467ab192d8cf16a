package dev.weir.global.registry;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device's labels, and {@code device}, {@code site}, {@code model} and {@code hardware}, which no
 * label replaces. A selector looks a few of them up in each of a hundred thousand devices, so they
 * are looked up where they are.
 */
final class Attributes extends AbstractMap<String, String> {
  private final Listed device;

  Attributes(Listed device) {
    this.device = device;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    return switch (name) {
      case "device" -> device.id().text();
      case "site" -> device.site().text();
      case "model" -> device.model().name();
      case "hardware" -> device.hardware();
      default -> device.labels().get(name);
    };
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    TreeMap<String, String> all = new TreeMap<>(device.labels());
    all.put("device", device.id().text());
    all.put("site", device.site().text());
    all.put("model", device.model().name());
    all.put("hardware", device.hardware());
    return all.entrySet();
  }
}
