package dev.weir.patcher.container;

/**
 * One direction of one piece. It is fed bytes as they come and gives what they make, like {@link
 * java.util.zip.Inflater}: feed with {@link #input}, take with {@link #output} until that gives
 * nothing, feed again. It takes as many bytes as its piece has and no more, so what follows belongs
 * to the next piece. What it gives doesn't depend on how its input is cut. Memory is bounded: see
 * {@link Transcoders#memory}. After an exception only {@link #close} may be called.
 */
public interface Transcoder extends AutoCloseable {
  /**
   * Takes up to {@code length} bytes and keeps none of the array.
   *
   * @return how many; 0 where output must be taken first, or where the piece has all
   * @throws BadPiece where they can't be the piece's
   */
  int input(byte[] from, int at, int length) throws BadPiece;

  /** Says that nothing follows; then a piece that misses bytes is refused by {@link #output}. */
  void endInput();

  /**
   * Gives up to {@code length} bytes.
   *
   * @return how many; 0 where more input is needed, or all is given
   * @throws BadPiece where the input can't be the piece's
   */
  int output(byte[] into, int at, int length) throws BadPiece;

  /** Whether all is given, and found to be exactly what the piece says. */
  boolean ended();

  /** Frees what is held outside of the heap. */
  @Override
  void close();
}
