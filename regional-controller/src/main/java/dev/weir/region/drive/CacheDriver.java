package dev.weir.region.drive;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.cache.ArtifactStore;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.Ledger;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.cache.Readiness;
import dev.weir.region.cache.Wanted;
import dev.weir.region.link.GlobalLink;
import dev.weir.trust.manifest.Manifests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payload cache: one loop, an {@link ArtifactStore} and the link to global. What is wanted is
 * fetched once and verified before a byte of it is served; what nobody needs is evicted, the
 * longest unused first, when room is short.
 */
public final class CacheDriver implements PayloadCache, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CacheDriver.class);
  private static final Duration LEDGER_EVERY = Duration.ofSeconds(1);

  private final Loop loop;
  private final ArtifactStore files;
  private final CacheSettings settings;
  private final Fetcher fetcher;

  /** Sizes of whole artifacts, the longest unused first. */
  private final LinkedHashMap<Digest, Long> whole = new LinkedHashMap<>(16, 0.75f, true);

  private final TreeMap<Digest, Pin> pins = new TreeMap<>();
  private long wholeBytes;
  private boolean isKeepingLedger;
  private volatile CacheFigures figures = CacheFigures.NONE;

  public CacheDriver(
      Loop loop,
      RandomGenerator chance,
      ArtifactStore files,
      GlobalLink link,
      CacheSettings settings) {
    this.loop = loop;
    this.files = files;
    this.settings = settings;
    this.fetcher = new Fetcher(loop, chance, files, link, settings, new Progress());
  }

  /** Finds what is there from before. */
  public void start() {
    loop.execute(
        () -> {
          fetcher.load();
          files.whole().forEach(stored -> put(stored.artifact(), stored.size()));
          refreshFigures();
        });
  }

  private final class Progress implements Fetcher.Listener {
    @Override
    public void whole(Digest artifact) {
      sizeOf(artifact).ifPresent(size -> put(artifact, size));
      pins.values().forEach(pin -> pin.more().came(artifact));
      makeRoom(0);
      refreshFigures();
      new ArrayList<>(pins.values()).forEach(CacheDriver.this::advance);
    }

    @Override
    public void trouble(Digest artifact, String why, boolean isMissing) {
      refreshFigures();
      for (Pin pin : new ArrayList<>(pins.values())) {
        if (isMissing) {
          pin.more().missed(artifact);
        }
        if (pin.more().isLeftOut(artifact)) {
          advance(pin);
        } else if (pin.sizeOf(artifact).isPresent()) {
          pin.tell(new Readiness.NotYet("artifact " + artifact.brief() + ": " + why));
        }
      }
    }
  }

  private void put(Digest artifact, long size) {
    if (whole.put(artifact, size) == null) {
      wholeBytes += size;
    }
  }

  @Override
  public void prefetch(Wanted wanted, Consumer<Readiness> told) {
    loop.execute(
        () -> {
          Pin pin = pins.get(wanted.manifest());
          if (pin == null) {
            pin = new Pin(wanted, told);
            pins.put(wanted.manifest(), pin);
          } else {
            pin.want(wanted, told);
          }
          advance(pin);
        });
  }

  @Override
  public void forget(Digest manifest) {
    loop.execute(
        () -> {
          pins.remove(manifest);
          fetcher.underWay().stream()
              .filter(artifact -> sizeOf(artifact).isEmpty())
              .forEach(fetcher::drop);
        });
  }

  /** Takes a manifest and its payloads one step nearer to being ready. */
  private void advance(Pin pin) {
    if (!whole.containsKey(pin.wanted.manifest())) {
      pin.tell(new Readiness.NotYet("the manifest is being fetched"));
      fetch(pin, pin.wanted.manifest(), pin.wanted.manifestBytes());
      return;
    }
    if (pin.manifest.isEmpty() && pin.refused.isEmpty()) {
      verify(pin);
    }
    if (pin.refused.isPresent()) {
      pin.tell(new Readiness.NotYet("the manifest is refused: " + pin.refused.get()));
      return;
    }
    pin.manifest.ifPresent(manifest -> readLists(pin.more(), manifest));
    List<Digest> unread = pin.more().unread();
    if (!unread.isEmpty()) {
      pin.tell(new Readiness.NotYet("the list of more payloads is being fetched"));
      unread.forEach(list -> pin.sizeOf(list).ifPresent(size -> fetch(pin, list, size)));
      return;
    }
    List<Payload> missing =
        pin.choices().stream().filter(payload -> !whole.containsKey(payload.digest())).toList();
    if (missing.isEmpty()) {
      pin.tell(pin.ready());
      return;
    }
    pin.tell(new Readiness.NotYet(missing.size() + " payloads are being fetched"));
    missing.forEach(payload -> fetch(pin, payload.digest(), payload.size()));
  }

  private void readLists(MoreLists lists, Manifest manifest) {
    for (Digest list : lists.unread()) {
      if (whole.containsKey(list)) {
        int size = lists.sizeOf(list).orElse(0L).intValue();
        lists.read(list, files.read(list, 0, size), manifest);
      }
    }
  }

  /** The region trusts global no more than a device does. */
  private void verify(Pin pin) {
    Bytes signed = files.read(pin.wanted.manifest(), 0, pin.wanted.manifestBytes());
    Manifests.Checked checked = Manifests.verify(signed, settings.releaseKeys());
    if (checked instanceof Manifests.Refused refused) {
      pin.refused = Optional.of(refused.detail());
    } else if (checked instanceof Manifests.Genuine genuine) {
      if (genuine.manifest().release().equals(pin.wanted.release())) {
        pin.manifest = Optional.of(genuine.manifest());
      } else {
        pin.refused = Optional.of("it is of release " + genuine.manifest().release());
      }
    }
    pin.refused.ifPresent(why -> LOG.error("manifest {}: {}", pin.wanted.manifest(), why));
  }

  private void fetch(Pin pin, Digest artifact, long size) {
    long more = fetcher.underWay().contains(artifact) ? 0 : size;
    if (!makeRoom(fetcher.expectedBytes() + more)) {
      pin.tell(
          new Readiness.NotYet(
              "the cache of " + settings.bytes() + " bytes has no room for " + size + " more"));
      return;
    }
    fetcher.want(artifact, size);
  }

  /** Evicts what nobody needs until so much fits in besides; whether it does. */
  private boolean makeRoom(long expected) {
    for (Map.Entry<Digest, Long> oldest : new ArrayList<>(whole.entrySet())) {
      if (wholeBytes + expected <= settings.bytes()) {
        return true;
      }
      if (sizeOf(oldest.getKey()).isEmpty()) {
        files.delete(oldest.getKey());
        whole.remove(oldest.getKey());
        wholeBytes -= oldest.getValue();
        refreshFigures();
      }
    }
    return wholeBytes + expected <= settings.bytes();
  }

  /** The size of an artifact that a running directive needs. */
  private Optional<Long> sizeOf(Digest artifact) {
    for (Pin pin : pins.values()) {
      Optional<Long> size = pin.sizeOf(artifact);
      if (size.isPresent()) {
        return size;
      }
    }
    return Optional.empty();
  }

  @Override
  public void read(Peer peer, Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    if (offset < 0 || length < 1 || length > MAX_PIECE) {
      reply.accept(
          new Fetched.Refused("a piece begins at 0 or above and has 1 to " + MAX_PIECE + " bytes"));
      return;
    }
    loop.execute(() -> reply.accept(read(artifact, offset, length)));
  }

  private Fetched read(Digest artifact, long offset, int length) {
    Optional<Long> size = sizeOf(artifact);
    if (size.isEmpty()) {
      return pins.values().stream().anyMatch(Pin::isOpen)
          ? new Fetched.Later(settings.askAgain(), "manifests are being fetched")
          : new Fetched.Refused("no running rollout has the artifact " + artifact);
    }
    if (whole.get(artifact) == null) {
      for (Pin pin : new ArrayList<>(pins.values())) {
        if (pin.sizeOf(artifact).isPresent()) {
          fetch(pin, artifact, size.get());
        }
      }
      return new Fetched.Later(settings.askAgain(), "it is being fetched");
    }
    Bytes piece = offset >= size.get() ? Bytes.EMPTY : files.read(artifact, offset, length);
    fetcher.served(piece.size());
    keepLedgerSoon();
    return new Fetched.Piece(piece);
  }

  /** Bytes to devices are many and small: their sum is kept once a second. */
  private void keepLedgerSoon() {
    if (!isKeepingLedger) {
      isKeepingLedger = true;
      loop.after(
          LEDGER_EVERY,
          () -> {
            isKeepingLedger = false;
            fetcher.keepLedger();
            refreshFigures();
          });
    }
  }

  private void refreshFigures() {
    Ledger ledger = fetcher.ledger();
    figures =
        new CacheFigures(ledger.wanBytes(), ledger.deviceBytes(), wholeBytes, ledger.fetches());
  }

  @Override
  public CacheFigures figures() {
    return figures;
  }

  /** Keeps the figures. */
  @Override
  public void close() {
    loop.execute(fetcher::keepLedger);
  }
}
