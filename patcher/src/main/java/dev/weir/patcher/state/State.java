package dev.weir.patcher.state;

import java.io.IOException;

/**
 * Visits what an object knows. One implementation writes it down, the other puts it back, so that a
 * class names its fields once, in one order, for both: {@code count = state.number(count)}.
 */
public interface State {
  /** A number: writes it and gives it back, or gives the one that was written. */
  int number(int value) throws IOException;

  /** A large number. */
  long number(long value) throws IOException;

  /** Yes or no. */
  default boolean flag(boolean value) throws IOException {
    return number(value ? 1 : 0) != 0;
  }

  /** All of an array, whose size both sides know. */
  void ints(int[] values) throws IOException;

  /** All of an array, whose size both sides know. */
  void chars(char[] values) throws IOException;

  /** All of an array, whose size both sides know. */
  default void bytes(byte[] values) throws IOException {
    bytes(values, values.length);
  }

  /** The first {@code count} bytes of an array. */
  void bytes(byte[] values, int count) throws IOException;
}
