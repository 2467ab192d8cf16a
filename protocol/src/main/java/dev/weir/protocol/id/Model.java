package dev.weir.protocol.id;

/** A type of device, such as {@code pump-v2}. */
public record Model(String name) implements Comparable<Model> {
  public Model {
    Names.check("model", name);
  }

  @Override
  public int compareTo(Model other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
