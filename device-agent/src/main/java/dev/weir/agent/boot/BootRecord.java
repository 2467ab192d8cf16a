package dev.weir.agent.boot;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What boot control keeps, as one value that is replaced as a whole.
 *
 * <pre>
 *             | start, starts left | start, none left | keep        | back
 * ------------+--------------------+------------------+-------------+-------------
 * no trial    | unchanged          | unchanged        | refused     | refused
 * on trial    | one start less     | active, GAVE_UP  | other, KEPT | active, BACK
 * </pre>
 *
 * What a trial leaves in the slot that is not active stays known until that slot is written.
 *
 * @param active the slot that runs for good, and that a trial goes back to
 * @param contents of the active slot
 * @param trial of the other slot
 * @param ticket names the newest trial; 0 before the first
 * @param fate of the newest trial; UNKNOWN before the first
 * @param spare what the slot that is not active holds outside a trial; absent where that is unknown
 */
public record BootRecord(
    Slot active,
    SlotContents contents,
    Optional<BootTrial> trial,
    long ticket,
    TrialFate fate,
    Optional<SlotContents> spare) {
  private static final Field<BootRecord, Slot> ACTIVE =
      Field.required(1, "active", Types.choice(Slot.class), BootRecord::active);
  private static final Field<BootRecord, SlotContents> CONTENTS =
      Field.required(2, "contents", SlotContents.TABLE, BootRecord::contents);
  private static final Field<BootRecord, Optional<BootTrial>> TRIAL =
      Field.maybe(3, "trial", BootTrial.TABLE, BootRecord::trial);
  private static final Field<BootRecord, Long> TICKET =
      Field.required(4, "ticket", Types.COUNT, BootRecord::ticket);
  private static final Field<BootRecord, TrialFate> FATE =
      Field.required(5, "fate", Types.choice(TrialFate.class), BootRecord::fate);
  private static final Field<BootRecord, Optional<SlotContents>> SPARE =
      Field.maybe(6, "spare", SlotContents.TABLE, BootRecord::spare);

  /** The field table. */
  public static final Table<BootRecord> TABLE =
      new Table<>(
          "boot-record",
          List.of(ACTIVE, CONTENTS, TRIAL, TICKET, FATE, SPARE),
          row ->
              new BootRecord(
                  row.get(ACTIVE),
                  row.get(CONTENTS),
                  row.get(TRIAL),
                  row.get(TICKET),
                  row.get(FATE),
                  row.get(SPARE)));

  public static final Codec<BootRecord> CODEC = Codec.of(TABLE, 4096);

  public BootRecord {
    if (trial.isPresent() != (fate == TrialFate.ON_TRIAL)) {
      throw new IllegalArgumentException("a trial is under way exactly where its fate is ON_TRIAL");
    }
  }

  /** A device that runs this slot for good. */
  public static BootRecord settled(Slot active, SlotContents contents) {
    return new BootRecord(
        active, contents, Optional.empty(), 0, TrialFate.UNKNOWN, Optional.empty());
  }

  /** The slot that runs now. */
  public Slot running() {
    return trial.isPresent() ? active.other() : active;
  }

  /** What the running slot holds. */
  public SlotContents runs() {
    return trial.map(BootTrial::contents).orElse(contents);
  }

  /** What the other slot holds, as far as it is known. */
  public Optional<SlotContents> other() {
    return trial.isPresent() ? Optional.of(contents) : spare;
  }

  /** What became of this trial. */
  public TrialFate fateOf(long wanted) {
    return wanted == ticket ? fate : TrialFate.UNKNOWN;
  }

  /** The process was started. */
  public BootRecord started() {
    if (trial.isEmpty()) {
      return this;
    }
    int left = trial.get().startsLeft();
    return left == 0
        ? ended(active, contents, TrialFate.GAVE_UP, trial.get().contents())
        : new BootRecord(
            active,
            contents,
            Optional.of(new BootTrial(trial.get().contents(), left - 1)),
            ticket,
            fate,
            spare);
  }

  /** The slot that is not active is about to be written. */
  public BootRecord overwriting() {
    return new BootRecord(active, contents, trial, ticket, fate, Optional.empty());
  }

  /** The other slot runs from now on, on trial. */
  public BootRecord trying(SlotContents next, int starts, long newTicket) {
    if (trial.isPresent()) {
      throw new IllegalStateException("trial " + ticket + " is still under way");
    }
    return new BootRecord(
        active,
        contents,
        Optional.of(new BootTrial(next, starts)),
        newTicket,
        TrialFate.ON_TRIAL,
        Optional.empty());
  }

  /** The active slot's image is known by another release now. */
  public BootRecord adopting(SlotContents same) {
    if (trial.isPresent() || !same.image().equals(contents.image())) {
      throw new IllegalStateException("only the settled image itself can be adopted");
    }
    return new BootRecord(active, same, trial, ticket, fate, spare);
  }

  /** The slot on trial runs for good. */
  public BootRecord kept() {
    return ended(active.other(), onTrial().contents(), TrialFate.KEPT, contents);
  }

  /** The trial is over, and the active slot runs again. */
  public BootRecord back() {
    return ended(active, contents, TrialFate.BACK, onTrial().contents());
  }

  private BootTrial onTrial() {
    return trial.orElseThrow(() -> new IllegalStateException("no trial is under way"));
  }

  private BootRecord ended(Slot slot, SlotContents holds, TrialFate how, SlotContents left) {
    return new BootRecord(slot, holds, Optional.empty(), ticket, how, Optional.of(left));
  }
}
