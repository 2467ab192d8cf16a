package dev.weir.protocol.message;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device as a target of a rollout, as its region sees it.
 *
 * @param wave from 0
 * @param phase where its action stands
 * @param failure in {@code FAILED} only
 * @param version that it runs
 */
public record Target(
    DeviceId device,
    RegionId region,
    int wave,
    TargetState state,
    Optional<UpdatePhase> phase,
    Optional<FailureClass> failure,
    Optional<Version> version,
    Optional<Instant> lastSeen) {
  private static final Field<Target, DeviceId> DEVICE =
      Field.required(1, "device", IdTypes.DEVICE, Target::device);
  private static final Field<Target, RegionId> REGION =
      Field.required(2, "region", IdTypes.REGION, Target::region);
  private static final Field<Target, Integer> WAVE =
      Field.required(3, "wave", Types.SMALL, Target::wave);
  private static final Field<Target, TargetState> STATE =
      Field.required(4, "state", Types.choice(TargetState.class), Target::state);
  private static final Field<Target, Optional<UpdatePhase>> PHASE =
      Field.maybe(5, "phase", Types.choice(UpdatePhase.class), Target::phase);
  private static final Field<Target, Optional<FailureClass>> FAILURE =
      Field.maybe(6, "failure", Types.choice(FailureClass.class), Target::failure);
  private static final Field<Target, Optional<Version>> VERSION =
      Field.maybe(7, "version", IdTypes.VERSION, Target::version);
  private static final Field<Target, Optional<Instant>> LAST_SEEN =
      Field.maybe(8, "lastSeen", Types.INSTANT, Target::lastSeen);

  /** The field table. */
  public static final Table<Target> TABLE =
      new Table<>(
          "target",
          List.of(DEVICE, REGION, WAVE, STATE, PHASE, FAILURE, VERSION, LAST_SEEN),
          row ->
              new Target(
                  row.get(DEVICE),
                  row.get(REGION),
                  row.get(WAVE),
                  row.get(STATE),
                  row.get(PHASE),
                  row.get(FAILURE),
                  row.get(VERSION),
                  row.get(LAST_SEEN)));
}
