package dev.weir.agent.boot;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Selects the slot and counts the starts of a trial, so that a device that is killed again and
 * again in a trial goes back without help of the update machine. Each change is durable when the
 * call returns. For one thread.
 */
public final class BootControl {
  private final BootStore store;
  private BootRecord record;

  private BootControl(BootStore store, BootRecord record) {
    this.store = store;
    this.record = record;
  }

  /**
   * To be called once at each start of the process, before anything else is done: it counts the
   * start.
   *
   * @param repair what to go on with where the record is missing or damaged; asked only then. See
   *     {@link BootRepair}
   */
  public static BootControl start(BootStore store, Supplier<BootRecord> repair) {
    BootStore.Found found = store.read();
    if (!(found instanceof BootStore.Whole whole)) {
      BootRecord repaired = repair.get();
      store.replace(repaired);
      return new BootControl(store, repaired);
    }
    BootControl control = new BootControl(store, whole.record());
    control.change(whole.record().started());
    return control;
  }

  /** The slot that runs now. */
  public Slot running() {
    return record.running();
  }

  /** What it holds. */
  public SlotContents runs() {
    return record.runs();
  }

  /** What the other slot holds, as far as it is known. */
  public Optional<SlotContents> other() {
    return record.other();
  }

  public BootRecord record() {
    return record;
  }

  /** What became of this trial. */
  public TrialFate fateOf(long ticket) {
    return record.fateOf(ticket);
  }

  /**
   * Runs the other slot on trial.
   *
   * @param starts of the process that the trial may take
   * @param ticket names the trial; never used before
   */
  public void tryOther(SlotContents contents, int starts, long ticket) {
    change(record.trying(contents, starts, ticket));
  }

  /** Forgets what the slot that is not active holds; to be called before it is written. */
  public void overwriting() {
    change(record.overwriting());
  }

  /** Keeps the slot on trial for good. */
  public void keep() {
    change(record.kept());
  }

  /** Ends the trial and goes back. */
  public void goBack() {
    change(record.back());
  }

  /** The active slot's image turned out to be that of another release, bit for bit. */
  public void adopt(SlotContents same) {
    change(record.adopting(same));
  }

  private void change(BootRecord next) {
    if (!next.equals(record)) {
      store.replace(next);
      record = next;
    }
  }
}
