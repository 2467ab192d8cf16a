package dev.weir.patcher.apply;

import java.io.IOException;

/** The image that a delta starts from. It does not change while it is read. */
public interface BaseImage {
  /** In bytes. */
  long size();

  /**
   * Reads exactly {@code length} bytes from {@code offset}. The decoder never asks for bytes
   * outside of the image.
   *
   * @throws IOException where the medium fails
   */
  void read(long offset, byte[] into, int at, int length) throws IOException;
}
