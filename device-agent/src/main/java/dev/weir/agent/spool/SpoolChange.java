package dev.weir.agent.spool;

import java.util.List;

/**
 * One change of a spool, taken as a whole or not at all.
 *
 * @param record replaces the record
 * @param added packs, in order
 * @param acknowledged packs up to this sequence are deleted
 * @param deleted these packs are deleted too, by sequence
 */
public record SpoolChange(
    SpoolRecord record, List<SpoolRow> added, long acknowledged, List<Long> deleted) {
  public SpoolChange {
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
  }

  static SpoolChange of(SpoolRecord record) {
    return new SpoolChange(record, List.of(), 0, List.of());
  }
}
