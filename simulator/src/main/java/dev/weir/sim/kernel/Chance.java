package dev.weir.sim.kernel;

import dev.weir.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All chance of a world, from one seed: each user has its own stream by name, so that one more draw
 * here changes nothing there.
 */
public record Chance(long seed) {
  /** The same name gives the same stream from its beginning. */
  public RandomGenerator of(String name) {
    byte[] text = (seed + "/" + name).getBytes(StandardCharsets.UTF_8);
    return new SplittableRandom(ByteBuffer.wrap(Digest.sha256().digest(text)).getLong());
  }
}
