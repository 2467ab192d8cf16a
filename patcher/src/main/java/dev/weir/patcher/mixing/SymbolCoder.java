package dev.weir.patcher.mixing;

/**
 * One end of a stream of symbols. What stands in a delta is written once, and run at either end.
 */
public interface SymbolCoder {
  /**
   * Codes a number.
   *
   * @param kind what was learned of numbers of its kind
   * @param wanted what an encoder writes, from 0 to 2^31 - 2; a decoder ignores it
   * @return the number
   */
  int number(Numbers kind, int wanted);

  /** Codes a number that may be negative, from -(2^30 - 1) to 2^30 - 1. */
  default int signed(Numbers kind, int wanted) {
    int coded = number(kind, (wanted << 1) ^ (wanted >> 31));
    return (coded >>> 1) ^ -(coded & 1);
  }
}
