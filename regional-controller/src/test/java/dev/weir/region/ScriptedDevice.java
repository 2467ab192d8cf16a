package dev.weir.region;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.report.Reports;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device that says what a test tells it to say, with a real key, chain and outbox. */
public final class ScriptedDevice {
  public final DeviceId id;
  public final Signer signer;
  public long stream;
  public Version version = Fixtures.OLD;
  public Digest image = Fixtures.OLD_IMAGE;
  public Generation accepted = Generation.NONE;
  public Optional<UpdatePhase> phase = Optional.empty();

  private final List<Entry> outbox = new ArrayList<>();
  private String codec = "";
  private long sequence;
  private long counter;
  private Optional<Digest> previous = Optional.empty();

  public ScriptedDevice(int number) {
    id = Fixtures.device(number);
    byte[] seed = new byte[Ed25519.SEED_BYTES];
    seed[0] = (byte) number;
    seed[1] = (byte) (number >> 8);
    seed[2] = (byte) (number >> 16);
    signer = Ed25519.of(Bytes.wrap(seed));
    stream = 1000L + number;
  }

  public DeviceOwned owned() {
    return Fixtures.owned(id, signer.publicKey());
  }

  public Hello hello() {
    return new Hello(
        stream,
        "1",
        Fixtures.PUMP,
        "rev1",
        List.of("XZ", "GDIFF_XZ"),
        1 << 22,
        version,
        image,
        0,
        accepted,
        phase,
        sequence,
        "mqtt",
        "",
        Optional.empty());
  }

  /** Puts a report of this phase under this generation into the outbox. */
  public ScriptedDevice reports(RolloutId rollout, Generation generation, UpdatePhase next) {
    return reports(rollout, generation, next, Optional.empty());
  }

  public ScriptedDevice fails(RolloutId rollout, Generation generation, FailureClass failure) {
    return reports(rollout, generation, UpdatePhase.FAILED, Optional.of(failure));
  }

  /** Fails with a delta as the payload that it took. */
  public ScriptedDevice failsWithDelta(
      RolloutId rollout, Generation generation, FailureClass failure) {
    codec = "GDIFF_XZ";
    fails(rollout, generation, failure);
    codec = "";
    return this;
  }

  private ScriptedDevice reports(
      RolloutId rollout, Generation generation, UpdatePhase next, Optional<FailureClass> failure) {
    if (generation.isAfter(accepted)) {
      accepted = generation;
    }
    if (next == UpdatePhase.COMMITTED) {
      version = Fixtures.NEW;
      image = Fixtures.NEW_IMAGE;
    } else if (next == UpdatePhase.REVERTED) {
      version = Fixtures.OLD;
      image = Fixtures.OLD_IMAGE;
    }
    phase = next.isFinal() ? Optional.empty() : Optional.of(next);
    add(EntryKind.REPORT, sign(report(rollout, generation, next, failure)));
    return this;
  }

  private Report report(
      RolloutId rollout, Generation generation, UpdatePhase next, Optional<FailureClass> failure) {
    counter++;
    return new Report(
        id,
        counter,
        previous,
        Fixtures.START,
        generation,
        Optional.of(rollout),
        Optional.of(ReleaseId.of("release-" + rollout.name())),
        next,
        failure,
        "",
        Fixtures.OLD,
        version,
        image,
        Optional.empty(),
        codec,
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

  public ScriptedDevice beats(Optional<UpdatePhase> underWay, long offset) {
    phase = underWay;
    add(
        EntryKind.HEARTBEAT,
        Heartbeat.CODEC.encode(new Heartbeat(Fixtures.START, underWay, offset, 100)));
    return this;
  }

  /** Puts anything into the outbox. */
  public ScriptedDevice add(EntryKind kind, Bytes body) {
    outbox.add(new Entry(++sequence, kind, body));
    return this;
  }

  /** What stands in the outbox above this cursor. */
  public Entries entriesAbove(long cursor) {
    outbox.removeIf(entry -> entry.sequence() + 1000 < cursor);
    return new Entries(
        stream, outbox.stream().filter(entry -> entry.sequence() > cursor).limit(32).toList());
  }

  public long lastSequence() {
    return sequence;
  }

  /** A new store: nothing of before is known. */
  public ScriptedDevice startsOver(long newStream) {
    stream = newStream;
    outbox.clear();
    sequence = 0;
    counter = 0;
    previous = Optional.empty();
    accepted = Generation.NONE;
    phase = Optional.empty();
    return this;
  }

  /** Whether it would begin to install under this goal. */
  public static boolean mayBegin(Goal goal, Instant now) {
    return now.isBefore(goal.startBefore());
  }
}
