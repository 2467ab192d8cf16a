package dev.weir.patcher.container;

/**
 * How records are written.
 *
 * @param length data bytes in a full record, 1 to 255
 * @param ending of a line
 * @param lowerCase whether digits are a to f, not A to F
 * @param more what only Intel HEX or S-records have, 0 to 31
 */
public record RecordStyle(int length, Ending ending, boolean lowerCase, int more) {
  /** For {@code more}, Intel HEX: upper addresses are segments, type 02, not linear, type 04. */
  public static final int SEGMENTS = 1;

  /** For {@code more}, Intel HEX: a record of the upper address comes first. */
  public static final int UPPER_FIRST = 2;

  private static final int ENDING_AT = 8;
  private static final int CASE_AT = 10;
  private static final int MORE_AT = 11;

  /** What ends a line. */
  public enum Ending {
    /** As on Unix. */
    LF("\n"),
    /** As on DOS, and as both specifications expect. */
    CRLF("\r\n"),
    /** As on the first Macintosh. */
    CR("\r");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    /** One or two characters. */
    public String text() {
      return text;
    }

    int number() {
      return switch (this) {
        case LF -> 0;
        case CRLF -> 1;
        case CR -> 2;
      };
    }
  }

  /** Checks the ranges. */
  public RecordStyle {
    if (length < 1 || length > 255 || more < 0 || more > 31) {
      throw new IllegalArgumentException("records of " + length + " bytes, " + more);
    }
  }

  /** The style that a piece names. */
  static RecordStyle of(int style) throws BadPiece {
    int length = style & 0xff;
    int number = (style >>> ENDING_AT) & 3;
    for (Ending ending : Ending.values()) {
      if (ending.number() == number && length > 0) {
        boolean lowerCase = ((style >>> CASE_AT) & 1) != 0;
        return new RecordStyle(length, ending, lowerCase, style >>> MORE_AT);
      }
    }
    throw new BadPiece("style " + style + " of a piece of records is not known");
  }

  /** In a piece. */
  public int number() {
    int letters = lowerCase ? 1 : 0;
    return length | (ending.number() << ENDING_AT) | (letters << CASE_AT) | (more << MORE_AT);
  }
}
