package dev.weir.patcher.apply;

import java.io.IOException;
import java.io.OutputStream;

/** A decoder that can be written down in the midst of an image. */
interface Resumable {
  /** Whether it can be saved where it is. */
  boolean canSave();

  /** Writes down all that it knows. */
  void save(OutputStream out) throws IOException;
}
