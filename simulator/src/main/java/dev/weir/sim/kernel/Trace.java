package dev.weir.sim.kernel;

import dev.weir.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened, as one digest over all of it and as text of the last of it. Two runs of one seed
 * have the same digest, or something in them depends on more than the seed.
 */
public final class Trace {
  private static final int TAIL = 400;

  private final Kernel kernel;
  private final MessageDigest digest = Digest.sha256();
  private final ByteBuffer time = ByteBuffer.allocate(Long.BYTES);
  private final String[] lines = new String[TAIL];
  private final long[] times = new long[TAIL];
  private long count;

  public Trace(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Something happened. */
  public void say(String line) {
    long at = kernel.elapsed().toNanos();
    time.clear();
    digest.update(time.putLong(at).array());
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    int index = (int) (count % TAIL);
    lines[index] = line;
    times[index] = at;
    count++;
  }

  /** Something went over a link or to a disk; only the digest sees its content. */
  public void bytes(byte[] content) {
    digest.update(content);
  }

  /** The last lines, oldest first, each with its seconds since the start. */
  public List<String> tail() {
    List<String> tail = new ArrayList<>();
    for (long i = Math.max(0, count - TAIL); i < count; i++) {
      int index = (int) (i % TAIL);
      tail.add(seconds(times[index]) + " " + lines[index]);
    }
    return tail;
  }

  private static String seconds(long nanos) {
    String millis = Long.toString(nanos / 1_000_000 % 1000 + 1000).substring(1);
    return nanos / 1_000_000_000 + "." + millis;
  }

  /** Of all that happened so far. */
  public Digest digest() {
    try {
      return Digest.ofRaw(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
