package dev.weir.patcher.format;

import java.io.IOException;
import java.io.InputStream;

/** A payload as it was downloaded. It does not change while it is read. */
@FunctionalInterface
public interface PayloadBytes {
  /**
   * Opens the payload's bytes from an offset to its end; several may be open at once. From behind
   * the end there are none.
   *
   * @param offset in bytes; not negative
   * @throws IOException where the medium fails
   */
  InputStream from(long offset) throws IOException;
}
