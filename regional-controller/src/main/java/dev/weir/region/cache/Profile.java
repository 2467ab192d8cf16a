package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import java.util.Comparator;
import java.util.List;

/**
 * What decides which payload a device takes.
 *
 * @param image that it runs
 * @param codecs by name
 * @param memory that a decoder may use, in bytes
 */
public record Profile(Digest image, List<String> codecs, long memory)
    implements Comparable<Profile> {
  private static final Comparator<Profile> ORDER =
      Comparator.comparing(Profile::image)
          .thenComparing(profile -> String.join(",", profile.codecs()))
          .thenComparingLong(Profile::memory);

  @Override
  public int compareTo(Profile other) {
    return ORDER.compare(this, other);
  }
}
