package dev.weir.cli.command;

import dev.weir.patcher.format.BadPayload;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tukaani.xz.XZIOException;

/**
 * Files that commands about deltas are given: looked at before any work, named in every trouble.
 */
final class DeltaFiles {
  private DeltaFiles() {}

  /** Something that reads a delta. */
  interface Reading {
    int run() throws IOException;
  }

  static void checkInput(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; must be a file");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  static void checkOutput(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; must be the name of a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(folder + ": is not there; make the folder first");
    }
  }

  /** Runs what reads a delta; a delta that is no good is named. */
  static int naming(Path delta, Reading reading) throws IOException {
    try {
      return reading.run();
    } catch (BadPayload e) {
      throw new IOException(delta + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(
          delta + ": ends too early, at byte " + Files.size(delta) + "; fetch it again", e);
    } catch (XZIOException e) {
      throw new IOException(delta + ": is damaged in its XZ stream; fetch it again", e);
    }
  }
}
