package dev.weir.builder.match;

/**
 * What a covered byte costs, in tenths of a bit, as the mixed coder was seen to spend them: little
 * where it is as expected, much where not.
 */
record Likeness(Form old, Form image) {
  private static final int EXPECTED = 1;
  private static final int LIKE = 2;
  private static final int SURPRISE = 70;

  /** Whether there is such a byte in the old image. */
  boolean has(int from) {
    return from >= 0 && from < old.bytes().length;
  }

  /** One byte of the new image against one of the old. */
  int cost(int at, int from) {
    if (image.compared()[at] != old.compared()[from]) {
      return SURPRISE;
    }
    return image.bytes()[at] == old.bytes()[from] ? EXPECTED : LIKE;
  }
}
