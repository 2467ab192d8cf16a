package dev.weir.patcher.mixing;

/** One end of an arithmetic coder. Models are written once and run against either end. */
public interface BitCoder extends SymbolCoder {
  /** Probabilities are of 1, in units of 1 / 65536; from 1 to 65535. */
  int ONE = 1 << 16;

  /**
   * Codes one bit.
   *
   * @param bit what the encoder writes; a decoder ignores it
   * @param probability that the bit is 1
   * @return the bit
   */
  int code(int bit, int probability);

  @Override
  default int number(Numbers kind, int wanted) {
    return kind.code(this, wanted);
  }
}
