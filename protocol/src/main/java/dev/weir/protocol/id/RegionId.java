package dev.weir.protocol.id;

/**
 * A set of devices and the controller that serves them.
 *
 * <p>Written {@code name} in the default tenant and {@code tenant~name} in any other; that text is
 * canonical, and what hashes and signatures see.
 */
public record RegionId(TenantId tenant, String name) implements ScopedId, Comparable<RegionId> {
  public RegionId {
    Names.check("region", name);
  }

  /** Reads the canonical text. */
  public static RegionId of(String text) {
    return ScopedId.parse(text, RegionId::new);
  }

  @Override
  public int compareTo(RegionId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
