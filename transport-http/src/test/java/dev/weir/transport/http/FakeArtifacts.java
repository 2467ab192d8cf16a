package dev.weir.transport.http;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Artifacts in memory, with special ones that do what a test needs. */
public final class FakeArtifacts implements Artifacts {
  /** A call that came. */
  public record Read(Peer peer, Digest artifact, long offset, int length) {}

  /** What a special artifact answers. */
  public interface Special {
    void answer(Read read, Consumer<Fetched> reply);
  }

  public final List<Read> reads = new CopyOnWriteArrayList<>();
  private final Map<Digest, Special> artifacts = new ConcurrentHashMap<>();

  public Digest put(byte[] content) {
    return special(
        Digest.of(content),
        (read, reply) -> {
          int from = (int) Math.min(content.length, read.offset());
          int to = Math.min(content.length, from + read.length());
          reply.accept(new Fetched.Piece(Bytes.of(content, from, to - from)));
        });
  }

  public Digest special(Digest name, Special special) {
    artifacts.put(name, special);
    return name;
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    if (length < 1 || length > MAX_PIECE) {
      throw new AssertionError("asked for " + length);
    }
    Read read = new Read(peer, artifact, offset, length);
    reads.add(read);
    artifacts
        .getOrDefault(
            artifact,
            (r, answer) -> answer.accept(new Fetched.Refused("there is no such artifact")))
        .answer(read, reply);
  }
}
