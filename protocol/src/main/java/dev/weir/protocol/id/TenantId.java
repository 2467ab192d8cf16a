package dev.weir.protocol.id;

/** An isolated customer. There is one default tenant until more are made. */
public record TenantId(String name) implements Comparable<TenantId> {
  /** The tenant of every id that names none. */
  public static final TenantId DEFAULT = new TenantId("default");

  public TenantId {
    Names.check("tenant", name);
  }

  @Override
  public int compareTo(TenantId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
