package dev.weir.agent.boot;

/**
 * Where boot control keeps its one small record. Trouble of the disk is an unchecked exception: the
 * process can't go on without it.
 */
public interface BootStore {
  /** What was found. */
  sealed interface Found {}

  /** The newest record that was written. */
  record Whole(BootRecord record) implements Found {}

  /** There was never one. */
  record Nothing() implements Found {}

  /** There is something, and it is not a record. */
  record Damaged(String why) implements Found {}

  Found read();

  /** Replaces the record as a whole: after a kill either the old or the new one is there. */
  void replace(BootRecord record);
}
