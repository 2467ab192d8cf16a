package dev.weir.protocol.id;

/**
 * The place where devices stand together: the unit of disruption.
 *
 * <p>Written {@code name} in the default tenant and {@code tenant~name} in any other; that text is
 * canonical, and what hashes and signatures see.
 */
public record SiteId(TenantId tenant, String name) implements ScopedId, Comparable<SiteId> {
  public SiteId {
    Names.check("site", name);
  }

  /** Reads the canonical text. */
  public static SiteId of(String text) {
    return ScopedId.parse(text, SiteId::new);
  }

  @Override
  public int compareTo(SiteId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
