package dev.weir.protocol.id;

/**
 * A device: the physical thing that runs an agent.
 *
 * <p>Written {@code name} in the default tenant and {@code tenant~name} in any other; that text is
 * canonical, and what hashes and signatures see.
 */
public record DeviceId(TenantId tenant, String name) implements ScopedId, Comparable<DeviceId> {
  public DeviceId {
    Names.check("device", name);
  }

  /** Reads the canonical text. */
  public static DeviceId of(String text) {
    return ScopedId.parse(text, DeviceId::new);
  }

  @Override
  public int compareTo(DeviceId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
