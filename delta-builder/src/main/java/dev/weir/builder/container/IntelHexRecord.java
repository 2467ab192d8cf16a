package dev.weir.builder.container;

import java.util.Optional;

/**
 * A line of an Intel HEX text whose checksum is right. Source: see patcher, {@code IntelHexText}.
 */
record IntelHexRecord(TextRecord text, int start) {
  private static final int DATA = 0;
  private static final int END = 1;
  private static final int SEGMENT = 2;
  private static final int LINEAR = 4;
  private static final int BESIDES_DATA = 5;

  /** The record that begins there. */
  static Optional<IntelHexRecord> parse(byte[] image, int at) {
    if (at >= image.length || image[at] != ':') {
      return Optional.empty();
    }
    int length = TextRecord.octetAt(image, at + 1);
    return TextRecord.parse(image, at + 1, length + BESIDES_DATA)
        .filter(text -> text.sum() == 0)
        .map(text -> new IntelHexRecord(text, at));
  }

  /** Data bytes. */
  int length() {
    return text.octet(0);
  }

  /** Lower half of the address. */
  int offset() {
    return text.octet(1) * 256 + text.octet(2);
  }

  boolean isData() {
    return text.octet(3) == DATA && length() > 0;
  }

  boolean isEnd() {
    return text.octet(3) == END;
  }

  /** Whether it says which 64 KiB follow; segments that begin elsewhere are not understood. */
  boolean isUpper() {
    boolean shaped = length() == 2 && offset() == 0;
    return shaped && (text.octet(3) == LINEAR || (isSegment() && (value() & 0xfff) == 0));
  }

  /** Whether an upper address is that of a segment. */
  boolean isSegment() {
    return text.octet(3) == SEGMENT;
  }

  /** Upper half of the address, of a record that says it. */
  int bank() {
    return isSegment() ? value() >>> 12 : value();
  }

  private int value() {
    return text.octet(4) * 256 + text.octet(5);
  }

  int next() {
    return text.next();
  }
}
