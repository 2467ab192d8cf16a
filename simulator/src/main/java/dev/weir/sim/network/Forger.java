package dev.weir.sim.network;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Somebody who has taken a region over, and wants its devices to run another image. */
public final class Forger {
  private final Bytes manifest;
  private final TreeMap<Digest, Bytes> artifacts;

  /**
   * Offers this instead of all that devices are told to run.
   *
   * @param artifacts payloads of the manifest
   */
  public Forger(Bytes manifest, Map<Digest, Bytes> artifacts) {
    this.manifest = manifest;
    this.artifacts = new TreeMap<>(artifacts);
    this.artifacts.put(manifest.digest(), manifest);
  }

  Bytes downlink(Bytes genuine) {
    try {
      Downlink downlink = Downlink.CODEC.decode(genuine);
      Optional<DesiredState> desired =
          downlink.desired().map(d -> new DesiredState(d.generation(), d.goal().map(this::goal)));
      return Downlink.CODEC.encode(
          Downlink.of(
              downlink.stream(),
              downlink.acknowledged(),
              desired,
              downlink.hello(),
              downlink.retryAfter()));
    } catch (Malformed e) {
      throw new IllegalStateException(e);
    }
  }

  private Goal goal(Goal goal) {
    return new Goal(
        goal.rollout(), goal.release(), manifest.digest(), manifest.size(), goal.startBefore());
  }

  Artifacts artifacts(Artifacts genuine) {
    return (Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) -> {
      Bytes content = artifacts.get(artifact);
      if (content == null) {
        genuine.read(peer, artifact, offset, length, reply);
      } else {
        int from = (int) Math.min(offset, content.size());
        reply.accept(
            new Fetched.Piece(content.slice(from, Math.min(length, content.size() - from))));
      }
    };
  }
}
