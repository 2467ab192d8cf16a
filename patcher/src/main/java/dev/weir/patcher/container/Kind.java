package dev.weir.patcher.container;

/** How a piece of an image is made of its content. */
public enum Kind {
  /** As it is. */
  RAW(0),
  /** One stream of RFC 1951, as zip entries and gzip members hold. */
  DEFLATE(1),
  /** Data records of an Intel HEX text. */
  INTEL_HEX(2),
  /** Data records of a Motorola S-record text. */
  S_RECORD(3);

  /** How many there are. */
  public static final int COUNT = 4;

  private final int number;

  Kind(int number) {
    this.number = number;
  }

  /** In a delta. */
  public int number() {
    return number;
  }

  /**
   * The kind that a delta names.
   *
   * @throws BadPiece where there is none of that number
   */
  public static Kind of(int number) throws BadPiece {
    for (Kind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new BadPiece("kind " + number + " of a piece is not known");
  }
}
