package dev.weir.builder.container;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.RecordStyle;
import dev.weir.patcher.container.RecordStyle.Ending;

/** Records that are written alike and whose data follow each other, being collected. */
final class Run {
  /** Fewer are left as they are. */
  private static final int LEAST_RECORDS = 4;

  private final int start;
  private final Ending ending;
  private boolean lower;
  private boolean upper;
  private int records;
  private long content;
  private int end;

  /** Begins somewhere in the image. */
  Run(int start, Ending ending) {
    this.start = start;
    this.ending = ending;
    this.end = start;
  }

  /** Whether a record is written like those so far. */
  boolean isAlike(TextRecord record) {
    return record.ending() == ending && !(record.lower() && upper) && !(record.upper() && lower);
  }

  /** Goes on after a record. */
  void add(TextRecord record, int data) {
    lower |= record.lower();
    upper |= record.upper();
    records += data > 0 ? 1 : 0;
    content += data;
    end = record.next();
  }

  long content() {
    return content;
  }

  /** Where the next record must begin. */
  int end() {
    return end;
  }

  /**
   * The piece, if it is long enough and gives the image back; else the same range, raw.
   *
   * @param length of a full record, in data bytes
   */
  Found found(byte[] image, Kind kind, int length, int address, int more) {
    RecordStyle style = new RecordStyle(length, ending, lower, more);
    Piece piece = new Piece(kind, style.number(), address, content, end - start);
    boolean use = records >= LEAST_RECORDS && Rebuilding.gives(image, start, piece);
    return use ? new Found(start, piece) : Found.raw(start, end);
  }
}
