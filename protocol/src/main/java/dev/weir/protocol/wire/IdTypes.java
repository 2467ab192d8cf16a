package dev.weir.protocol.wire;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.TenantId;
import dev.weir.protocol.id.Version;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Identifiers as fields, by their canonical text. */
public final class IdTypes {
  public static final Type<TenantId> TENANT = Types.named(TenantId::new, TenantId::name);
  public static final Type<DeviceId> DEVICE = Types.named(DeviceId::of, DeviceId::text);
  public static final Type<RegionId> REGION = Types.named(RegionId::of, RegionId::text);
  public static final Type<SiteId> SITE = Types.named(SiteId::of, SiteId::text);
  public static final Type<RolloutId> ROLLOUT = Types.named(RolloutId::of, RolloutId::text);
  public static final Type<ReleaseId> RELEASE = Types.named(ReleaseId::of, ReleaseId::text);
  public static final Type<Model> MODEL = Types.named(Model::new, Model::name);
  public static final Type<Version> VERSION = Types.named(Version::new, Version::text);
  public static final Type<URI> ADDRESS = Types.named(URI::create, URI::toString);

  /** {@code EPOCH.COUNTER}. */
  public static final Type<Generation> GENERATION =
      Types.named(IdTypes::generation, Generation::toString);

  private IdTypes() {}

  private static Generation generation(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("must be EPOCH.COUNTER");
    }
    return new Generation(
        Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }

  /** Labels, as a list of {@code key=value}, ordered by key. */
  public static final Type<Map<String, String>> LABELS =
      Types.mapped(
          Types.list(Types.text(2 * Limits.TEXT), Limits.LABELS), IdTypes::labels, IdTypes::pairs);

  private static Map<String, String> labels(java.util.List<String> pairs) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("a label is key=value; found \"" + pair + '"');
      }
      String key = pair.substring(0, equals);
      if (labels.put(key, pair.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("label \"" + key + "\" stands there twice");
      }
    }
    return java.util.Collections.unmodifiableMap(labels);
  }

  private static java.util.List<String> pairs(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }
}
