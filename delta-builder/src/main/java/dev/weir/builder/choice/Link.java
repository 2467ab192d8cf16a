package dev.weir.builder.choice;

/**
 * What devices download over.
 *
 * @param name for people
 * @param bytesPerSecond at least 1
 * @param megabyte price of 1,000,000 bytes, in millionths
 */
public record Link(String name, long bytesPerSecond, long megabyte) {
  public Link {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond must be at least 1: " + bytesPerSecond);
    }
    Prices.check("megabyte", megabyte);
  }
}
