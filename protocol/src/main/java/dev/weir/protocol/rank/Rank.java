package dev.weir.protocol.rank;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RolloutId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A device's place in a rollout: an unsigned 64-bit integer, the first eight bytes (big-endian) of
 * SHA-256(rollout, 0x00, device), both as canonical text in UTF-8. A wave is open up to a rank,
 * that rank included. Source: docs/protocol.md, section 3.
 */
public record Rank(long bits) implements Comparable<Rank> {
  public static final Rank LOWEST = new Rank(0);
  public static final Rank HIGHEST = new Rank(-1L);

  /** Millionths in the whole. */
  private static final long MILLION = 1_000_000;

  public static Rank of(RolloutId rollout, DeviceId device) {
    MessageDigest sha = Digest.sha256();
    sha.update(rollout.text().getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    sha.update(device.text().getBytes(StandardCharsets.UTF_8));
    return new Rank(ByteBuffer.wrap(sha.digest()).getLong());
  }

  /**
   * The rank that leaves this share of all ranks open.
   *
   * @param millionths 1 to 1,000,000; integer arithmetic, so that every tier finds the same rank
   */
  public static Rank ofShare(int millionths) {
    if (millionths < 1 || millionths > MILLION) {
      throw new IllegalArgumentException("a share is 1 to 1000000 millionths; found " + millionths);
    }
    if (millionths == MILLION) {
      return HIGHEST;
    }
    return new Rank(Long.divideUnsigned(-1L, MILLION) * millionths);
  }

  public static Rank parse(String hex) {
    return new Rank(Long.parseUnsignedLong(hex, 16));
  }

  /** Whether a wave that is open up to {@code open} takes this rank in. */
  public boolean isWithin(Rank open) {
    return compareTo(open) <= 0;
  }

  @Override
  public int compareTo(Rank other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** Sixteen hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x", bits);
  }
}
