package dev.weir.builder.match;

/**
 * What a cover costs: its jump, which is how far its diagonal is from the last one's, costs in
 * proportion to its length in bits. Found by trial on firmware, programs and archives, whose jumps
 * are far.
 *
 * @param fields what a cover costs besides its jump, in tenths of a bit
 * @param bit what each bit of the jump costs, in tenths of a bit; more than a coder spends on it,
 *     since what was learned on the last diagonal is of less use on a far one
 */
public record Jumps(int fields, int bit) {
  /** For images as they are. Fewer covers make what is found from them, load addresses, surer. */
  public static final Jumps PLAIN = new Jumps(200, 20);

  /** For images whose references are written as targets. */
  public static final Jumps CANONICAL = new Jumps(160, 20);

  /** From one diagonal to another. */
  int cost(int from, int to) {
    return fields + bit * (Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(to - from)));
  }
}
