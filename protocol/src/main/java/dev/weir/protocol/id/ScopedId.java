package dev.weir.protocol.id;

import java.util.Comparator;
import java.util.function.BiFunction;

/** A name within a tenant. */
public sealed interface ScopedId permits DeviceId, RegionId, SiteId, RolloutId, ReleaseId {
  Comparator<ScopedId> ORDER = Comparator.comparing(ScopedId::tenant).thenComparing(ScopedId::name);

  TenantId tenant();

  String name();

  /** The canonical text: {@code name}, or {@code tenant~name} outside the default tenant. */
  default String text() {
    return tenant().equals(TenantId.DEFAULT) ? name() : tenant().name() + Names.SEPARATOR + name();
  }

  static <T> T parse(String text, BiFunction<TenantId, String, T> make) {
    int at = text.indexOf(Names.SEPARATOR);
    if (at < 0) {
      return make.apply(TenantId.DEFAULT, text);
    }
    TenantId tenant = new TenantId(text.substring(0, at));
    if (tenant.equals(TenantId.DEFAULT)) {
      throw new IllegalArgumentException(
          "the default tenant is not written; use \"" + text.substring(at + 1) + '"');
    }
    return make.apply(tenant, text.substring(at + 1));
  }
}
