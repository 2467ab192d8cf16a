package dev.weir.protocol.id;

/**
 * One release going to the devices of a selector, in waves.
 *
 * <p>Written {@code name} in the default tenant and {@code tenant~name} in any other; that text is
 * canonical, and what hashes and signatures see.
 */
public record RolloutId(TenantId tenant, String name) implements ScopedId, Comparable<RolloutId> {
  public RolloutId {
    Names.check("rollout", name);
  }

  /** Reads the canonical text. */
  public static RolloutId of(String text) {
    return ScopedId.parse(text, RolloutId::new);
  }

  @Override
  public int compareTo(RolloutId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
