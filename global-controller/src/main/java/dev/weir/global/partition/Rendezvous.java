package dev.weir.global.partition;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Weighted rendezvous hashing (Thaler and Ravishankar 1998; weights after Mosharaf): each region
 * has a score for each device, and the highest one serves it. A new region takes from each of the
 * others only the devices that it wins, about 1/(N+1) of all; no other device moves.
 *
 * <p>The score is w / -ln(h), where h in (0, 1) comes from the first 52 bits of SHA-256(device,
 * 0x00, region). {@code StrictMath} makes it the same on every machine; ties go to the smaller id.
 */
public final class Rendezvous {
  private static final int SPARE_BITS = 12;
  private static final double UNIT = 0x1.0p-52;

  private Rendezvous() {}

  /**
   * A region as it takes part.
   *
   * @param weight at least 1
   */
  public record Candidate(RegionId region, int weight) {
    public Candidate {
      if (weight < 1) {
        throw new IllegalArgumentException("a region's weight is at least 1; found " + weight);
      }
    }
  }

  /** Who wins the device; empty where there is no candidate. Their order does not matter. */
  public static Optional<RegionId> winner(DeviceId device, List<Candidate> candidates) {
    Optional<RegionId> best = Optional.empty();
    double highest = 0;
    for (Candidate candidate : candidates) {
      double score = score(device, candidate);
      boolean wins =
          best.isEmpty()
              || score > highest
              || (score == highest && candidate.region().compareTo(best.get()) < 0);
      if (wins) {
        best = Optional.of(candidate.region());
        highest = score;
      }
    }
    return best;
  }

  static double score(DeviceId device, Candidate candidate) {
    double fraction = (hash(device, candidate.region()) + 0.5) * UNIT;
    return candidate.weight() / -StrictMath.log(fraction);
  }

  private static long hash(DeviceId device, RegionId region) {
    MessageDigest sha = Digest.sha256();
    sha.update(device.text().getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    sha.update(region.text().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(sha.digest()).getLong() >>> SPARE_BITS;
  }
}
