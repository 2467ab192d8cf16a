package dev.weir.builder.release;

import java.io.IOException;
import java.nio.file.Path;

/** A release folder that can't be signed or published: says which file, why, and what to do. */
public final class BrokenRelease extends IOException {
  public BrokenRelease(Path file, String trouble) {
    super(file + ": " + trouble);
  }
}
