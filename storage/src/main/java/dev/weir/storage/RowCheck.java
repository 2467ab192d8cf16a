package dev.weir.storage;

/**
 * Says whether a row that was read from a damaged file is one that its store wrote. Pages carry no
 * checksum, so only the store can tell a row with a flipped bit: its body decodes, and its key is
 * the one that the body names.
 */
public interface RowCheck {
  /** Believes every row whose values are of its columns' types. */
  RowCheck NONE = (table, row) -> true;

  /**
   * Whether to keep the row. It may hold anything: whatever is thrown means no.
   *
   * @param table the table's name
   */
  boolean accepts(String table, Row row) throws Exception;
}
