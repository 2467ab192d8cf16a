package dev.weir.protocol.id;

/**
 * An immutable version of software for a device model.
 *
 * <p>Written {@code name} in the default tenant and {@code tenant~name} in any other; that text is
 * canonical, and what hashes and signatures see.
 */
public record ReleaseId(TenantId tenant, String name) implements ScopedId, Comparable<ReleaseId> {
  public ReleaseId {
    Names.check("release", name);
  }

  /** Reads the canonical text. */
  public static ReleaseId of(String text) {
    return ScopedId.parse(text, ReleaseId::new);
  }

  @Override
  public int compareTo(ReleaseId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
