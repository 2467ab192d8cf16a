package dev.weir.region.device;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One device as its region keeps it: a row of the store.
 *
 * @param owned who it is
 * @param reports number of the last report that was taken
 * @param lastReport its digest
 * @param anomalies reports that were refused, repeated, or did not follow the one before
 * @param facts absent before the first hello
 * @param desired generation {@link Generation#NONE}: nothing was sent yet
 * @param accepted the newest generation that it is known to have accepted
 * @param actions one for each rollout that touched it; the one of the last goal is the last
 * @param offset bytes of the payload that it had at the last heartbeat
 * @param total of that payload
 */
public record DeviceRecord(
    DeviceOwned owned,
    StreamCursor outbox,
    long reports,
    Optional<Digest> lastReport,
    long anomalies,
    Optional<Facts> facts,
    DesiredState desired,
    Generation accepted,
    List<Action> actions,
    Optional<Instant> lastSeen,
    long offset,
    long total) {
  /** Actions that are kept of one device; the oldest goes first. */
  public static final int MAX_ACTIONS = 64;

  private static final Field<DeviceRecord, DeviceOwned> OWNED =
      Field.required(1, "owned", DeviceOwned.TABLE, DeviceRecord::owned);
  private static final Field<DeviceRecord, StreamCursor> OUTBOX =
      Field.optional(2, "outbox", StreamCursor.TABLE, DeviceRecord::outbox, StreamCursor.UNKNOWN);
  private static final Field<DeviceRecord, Long> REPORTS =
      Field.optional(3, "reports", Types.COUNT, DeviceRecord::reports, 0L);
  private static final Field<DeviceRecord, Optional<Digest>> LAST_REPORT =
      Field.maybe(4, "lastReport", Types.DIGEST, DeviceRecord::lastReport);
  private static final Field<DeviceRecord, Long> ANOMALIES =
      Field.optional(5, "anomalies", Types.COUNT, DeviceRecord::anomalies, 0L);
  private static final Field<DeviceRecord, Optional<Facts>> FACTS =
      Field.maybe(6, "facts", Facts.TABLE, DeviceRecord::facts);
  private static final Field<DeviceRecord, DesiredState> DESIRED =
      Field.required(7, "desired", DesiredState.TABLE, DeviceRecord::desired);
  private static final Field<DeviceRecord, Generation> ACCEPTED =
      Field.required(8, "accepted", IdTypes.GENERATION, DeviceRecord::accepted);
  private static final Field<DeviceRecord, List<Action>> ACTIONS =
      Field.optional(
          9, "actions", Types.list(Action.TABLE, MAX_ACTIONS), DeviceRecord::actions, List.of());
  private static final Field<DeviceRecord, Optional<Instant>> LAST_SEEN =
      Field.maybe(10, "lastSeen", Types.INSTANT, DeviceRecord::lastSeen);
  private static final Field<DeviceRecord, Long> OFFSET =
      Field.optional(11, "offset", Types.COUNT, DeviceRecord::offset, 0L);
  private static final Field<DeviceRecord, Long> TOTAL =
      Field.optional(12, "total", Types.COUNT, DeviceRecord::total, 0L);

  /** The field table, for the store. */
  public static final Table<DeviceRecord> TABLE =
      new Table<>(
          "device-record",
          List.of(
              OWNED,
              OUTBOX,
              REPORTS,
              LAST_REPORT,
              ANOMALIES,
              FACTS,
              DESIRED,
              ACCEPTED,
              ACTIONS,
              LAST_SEEN,
              OFFSET,
              TOTAL),
          row ->
              new DeviceRecord(
                  row.get(OWNED),
                  row.get(OUTBOX),
                  row.get(REPORTS),
                  row.get(LAST_REPORT),
                  row.get(ANOMALIES),
                  row.get(FACTS),
                  row.get(DESIRED),
                  row.get(ACCEPTED),
                  row.get(ACTIONS),
                  row.get(LAST_SEEN),
                  row.get(OFFSET),
                  row.get(TOTAL)));

  public static final Codec<DeviceRecord> CODEC = Codec.of(TABLE, Limits.DEVICE_MESSAGE);

  public DeviceRecord {
    actions = List.copyOf(actions);
  }

  /** A device that was never heard from. */
  public static DeviceRecord of(DeviceOwned owned) {
    return new DeviceRecord(
        owned,
        StreamCursor.UNKNOWN,
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        new DesiredState(Generation.NONE, Optional.empty()),
        Generation.NONE,
        List.of(),
        Optional.empty(),
        0,
        0);
  }

  DeviceRecord with(StreamCursor next) {
    return new DeviceRecord(
        owned,
        next,
        reports,
        lastReport,
        anomalies,
        facts,
        desired,
        accepted,
        actions,
        lastSeen,
        offset,
        total);
  }

  public DeviceId id() {
    return owned.device();
  }

  /** Its action in this rollout. */
  public Optional<Action> action(RolloutId rollout) {
    for (Action action : actions) {
      if (action.rollout().equals(rollout)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /** The action of the last goal. */
  public Optional<Action> lastAction() {
    return actions.isEmpty() ? Optional.empty() : Optional.of(actions.get(actions.size() - 1));
  }

  /** Newer than all that this device is known to have seen of its owner. */
  public Generation nextGeneration() {
    long epoch = owned.ownerEpoch();
    return new Generation(epoch, Math.max(counter(desired.generation()), counter(accepted)) + 1);
  }

  private long counter(Generation generation) {
    return generation.ownerEpoch() == owned.ownerEpoch() ? generation.counter() : 0;
  }

  /** The next time at which a permit or a deadline ends. */
  public Optional<Instant> nextEnd() {
    Optional<Instant> next = Optional.empty();
    for (Action action : actions) {
      Optional<Instant> end = action.nextEnd();
      if (end.isPresent() && (next.isEmpty() || end.get().isBefore(next.get()))) {
        next = end;
      }
    }
    return next;
  }
}
