package dev.weir.sim.disk;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import dev.weir.region.link.GlobalLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A region's cache in memory: whole artifacts, fetched over the region's link, kept over crashes.
 * It takes every payload of a manifest, so that it has nothing to decide.
 */
public final class SimCache implements PayloadCache {
  private static final int PIECE = 4096;
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Loop loop;
  private final GlobalLink link;
  private final NavigableMap<Digest, Bytes> kept;
  private final TreeMap<Digest, List<Consumer<Bytes>>> underWay = new TreeMap<>();

  /**
   * For one start of a region.
   *
   * @param kept the disk: what is whole and verified
   */
  public SimCache(Loop loop, GlobalLink link, NavigableMap<Digest, Bytes> kept) {
    this.loop = loop;
    this.link = link;
    this.kept = kept;
  }

  @Override
  public void prefetch(Wanted wanted, Consumer<Readiness> told) {
    whole(wanted.manifest(), manifest -> payloads(manifest, told));
  }

  private void payloads(Bytes signed, Consumer<Readiness> told) {
    Manifest manifest;
    try {
      manifest = Manifest.CODEC.decode(Signed.CODEC.decode(signed).statement());
    } catch (Malformed e) {
      told.accept(new Readiness.NotYet(e.getMessage()));
      return;
    }
    List<Digest> missing =
        new ArrayList<>(manifest.payloads().stream().map(Payload::digest).toList());
    for (Digest payload : List.copyOf(missing)) {
      whole(
          payload,
          content -> {
            missing.remove(payload);
            if (missing.isEmpty()) {
              told.accept(new Readiness.Ready(List.of(), fullBytes(manifest)));
            }
          });
    }
  }

  private static long fullBytes(Manifest manifest) {
    return manifest.payloads().stream()
        .filter(payload -> payload.base().isEmpty())
        .mapToLong(Payload::size)
        .max()
        .orElse(0);
  }

  private void whole(Digest artifact, Consumer<Bytes> then) {
    Bytes content = kept.get(artifact);
    if (content != null) {
      then.accept(content);
      return;
    }
    List<Consumer<Bytes>> waiting = underWay.get(artifact);
    if (waiting != null) {
      waiting.add(then);
      return;
    }
    underWay.put(artifact, new ArrayList<>(List.of(then)));
    fetch(artifact, Bytes.EMPTY);
  }

  private void fetch(Digest artifact, Bytes soFar) {
    link.fetch(
        artifact,
        soFar.size(),
        PIECE,
        fetched -> loop.execute(() -> fetched(artifact, soFar, fetched)));
  }

  private void fetched(Digest artifact, Bytes soFar, Fetched fetched) {
    if (!(fetched instanceof Fetched.Piece piece)) {
      loop.after(AGAIN, () -> fetch(artifact, soFar));
      return;
    }
    Bytes content = soFar.concat(piece.bytes());
    if (piece.bytes().size() == PIECE) {
      fetch(artifact, content);
    } else if (content.digest().equals(artifact)) {
      kept.put(artifact, content);
      List<Consumer<Bytes>> waiting = underWay.remove(artifact);
      if (waiting != null) {
        waiting.forEach(then -> then.accept(content));
      }
    } else {
      loop.after(AGAIN, () -> fetch(artifact, Bytes.EMPTY));
    }
  }

  @Override
  public void forget(Digest manifest) {}

  @Override
  public CacheFigures figures() {
    return CacheFigures.NONE;
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    whole(
        artifact,
        content -> {
          int from = (int) Math.min(offset, content.size());
          reply.accept(
              new Fetched.Piece(content.slice(from, Math.min(length, content.size() - from))));
        });
  }
}
