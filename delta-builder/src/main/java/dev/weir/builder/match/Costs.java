package dev.weir.builder.match;

/**
 * What covers and the bytes outside of them cost. A cover's jump, which is how far its diagonal is
 * from the last one's, costs in proportion to its length in bits. Found by trial on firmware,
 * programs and archives, whose jumps are far.
 *
 * @param fields what a cover costs besides its jump, in tenths of a bit
 * @param bit what each bit of the jump costs, in tenths of a bit; more than a coder spends on it,
 *     since what was learned on the last diagonal is of less use on a far one
 * @param fresh what a byte outside of the covers costs, in tenths of a bit
 */
public record Costs(int fields, int bit, int fresh) {
  /** For images as they are. Fewer covers make what is found from them, load addresses, surer. */
  public static final Costs PLAIN = new Costs(200, 20, 40);

  /** For images whose references are written as targets. */
  public static final Costs CANONICAL = new Costs(160, 20, 40);

  /**
   * For text, where bytes outside of covers are cheap: long covers are worth more than near ones.
   */
  public static Costs text(int fresh) {
    return new Costs(300, 14, fresh);
  }

  /** From one diagonal to another. */
  int jump(int from, int to) {
    return fields + bit * (Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(to - from)));
  }
}
