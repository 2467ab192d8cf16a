package dev.weir.system;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device with a real report key, chain and outbox. Its key comes from its number, so that two
 * processes know it. Any thread may call.
 */
final class Pump {
  static final Model MODEL = new Model("pump-v2");
  static final Digest NEW_IMAGE = Digest.of(new byte[] {2});
  private static final Digest OLD_IMAGE = Digest.of(new byte[] {1});
  private static final Version OLD = new Version("1.0");
  private static final Version NEW = new Version("2.0");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final DeviceId id;
  private final Signer signer;
  private final long stream;
  private final List<Entry> written = new ArrayList<>();
  private long counter;
  private Optional<Digest> previous = Optional.empty();
  private Version runs = OLD;
  private Digest image = OLD_IMAGE;
  private Generation accepted = Generation.NONE;
  private Optional<UpdatePhase> phase = Optional.empty();

  Pump(int number) {
    id = DeviceId.of("pump-" + number);
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    seed[0] = (byte) number;
    signer = Ed25519.of(Bytes.wrap(seed));
    stream = 1000L + number;
  }

  static List<Pump> many(int count) {
    List<Pump> pumps = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      pumps.add(new Pump(number));
    }
    return List.copyOf(pumps);
  }

  DeviceId id() {
    return id;
  }

  long stream() {
    return stream;
  }

  DeviceOwned owned() {
    return new DeviceOwned(id, 1, SiteId.of("hall"), MODEL, "rev1", Map.of(), signer.publicKey());
  }

  synchronized Hello hello() {
    return new Hello(
        stream,
        "1",
        MODEL,
        "rev1",
        List.of("XZ"),
        1 << 22,
        runs,
        image,
        0,
        accepted,
        phase,
        written.size(),
        "mqtt",
        "",
        Optional.empty());
  }

  /** Writes a report into the outbox: it enters this phase of the fleet's rollout. */
  synchronized void enters(UpdatePhase next, Generation generation) {
    accepted = generation;
    phase = next.isFinal() ? Optional.empty() : Optional.of(next);
    if (next == UpdatePhase.COMMITTED) {
      runs = NEW;
      image = NEW_IMAGE;
    }
    add(EntryKind.REPORT, sign(report(next, Optional.of(OwningGlobal.ROLLOUT))));
  }

  /** Writes a report into the outbox that is of no rollout. */
  synchronized void inventory() {
    add(EntryKind.REPORT, sign(report(UpdatePhase.COMMITTED, Optional.empty())));
  }

  private Report report(UpdatePhase entered, Optional<RolloutId> rollout) {
    counter++;
    return new Report(
        id,
        counter,
        previous,
        AT,
        accepted,
        rollout,
        rollout.map(of -> OwningGlobal.RELEASE),
        entered,
        Optional.empty(),
        "",
        OLD,
        runs,
        image,
        Optional.empty(),
        "",
        0,
        0,
        0,
        0,
        Optional.empty(),
        "mqtt",
        "http",
        "",
        Optional.empty());
  }

  private Bytes sign(Report report) {
    Bytes signed = Reports.sign(signer, report);
    previous = Optional.of(signed.digest());
    return signed;
  }

  synchronized void beats() {
    add(EntryKind.HEARTBEAT, Heartbeat.CODEC.encode(new Heartbeat(AT, phase, 0, 0)));
  }

  private void add(EntryKind kind, Bytes body) {
    written.add(new Entry(written.size() + 1, kind, body));
  }

  /** The oldest entries above the cursor, as many as one message holds; empty where none are. */
  synchronized Optional<Entries> above(long cursor) {
    List<Entry> next =
        written.stream().filter(entry -> entry.sequence() > cursor).limit(Limits.ENTRIES).toList();
    return next.isEmpty() ? Optional.empty() : Optional.of(new Entries(stream, next));
  }

  /** The reports among the entries up to the cursor, in order. */
  synchronized List<Bytes> reportsUpTo(long cursor) {
    return written.stream()
        .filter(entry -> entry.sequence() <= cursor && entry.kind() == EntryKind.REPORT)
        .map(Entry::body)
        .toList();
  }

  synchronized long lastSequence() {
    return written.size();
  }
}
