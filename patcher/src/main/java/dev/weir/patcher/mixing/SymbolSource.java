package dev.weir.patcher.mixing;

import dev.weir.patcher.state.State;
import java.io.IOException;

/**
 * The decoder's end of a stream: fed from one side as bytes come, asked from the other. It is asked
 * only while it is {@link #ready}. After the end of the input it gives zeros and counts them.
 */
public interface SymbolSource extends SymbolCoder {
  /**
   * Takes up to {@code length} bytes and says how many it took; 0 while it has enough.
   *
   * @throws IOException where the bytes can't be of such a stream
   */
  int feed(byte[] piece, int at, int length) throws IOException;

  /**
   * Whether the longest single step of a decoder can be taken.
   *
   * @param inputEnded whether nothing more will be fed
   */
  boolean ready(boolean inputEnded) throws IOException;

  /** Whether there is something that was fed and is not used yet: above 0 then. */
  int waiting();

  /** Bytes fed so far. */
  long fed();

  /** Where it is in what was fed, as near as can be told. */
  long taken();

  /** Bytes that were asked for after the end of the input. */
  long missing();

  /** Visits what it knows. */
  void state(State state) throws IOException;
}
