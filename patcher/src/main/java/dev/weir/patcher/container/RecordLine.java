package dev.weir.patcher.container;

/** One line of a text of records, being written. */
final class RecordLine {
  private static final String UPPER = "0123456789ABCDEF";
  private static final String LOWER = "0123456789abcdef";

  /** In bytes: two Intel HEX records, the second of 255 data bytes. */
  static final int MOST = 2 * (1 + 2 * 5 + 2) + 2 * 2 + 2 * 255;

  private final byte[] text = new byte[MOST];
  private final String digits;
  private final String ending;
  private int size;
  private int sum;

  RecordLine(RecordStyle style) {
    this.digits = style.lowerCase() ? LOWER : UPPER;
    this.ending = style.ending().text();
  }

  void clear() {
    size = 0;
  }

  /** Begins a record. */
  void begin(String mark) {
    characters(mark);
    sum = 0;
  }

  /** The lower 8 bits, as two digits. */
  void octet(int value) {
    text[size++] = (byte) digits.charAt((value >>> 4) & 15);
    text[size++] = (byte) digits.charAt(value & 15);
    sum += value & 0xff;
  }

  /** The lower 16 bits, upper octet first. */
  void half(int value) {
    octet(value >>> 8);
    octet(value);
  }

  /** The sum of the record's octets so far. */
  int sum() {
    return sum;
  }

  /** Ends the line. */
  void end() {
    characters(ending);
  }

  private void characters(String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      text[size++] = (byte) wanted.charAt(i);
    }
  }

  byte[] text() {
    return text;
  }

  int size() {
    return size;
  }
}
