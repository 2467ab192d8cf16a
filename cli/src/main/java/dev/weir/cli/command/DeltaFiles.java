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
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + ": is a pipe or a device, which can't be read twice; put it into a file first");
    }
  }

  /**
   * Refuses what must not be written over.
   *
   * @param inputs what the output is made of
   */
  static void checkOutput(Path file, Path... inputs) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; must be the name of a file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(folder + ": is not there; make the folder first");
    }
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": is a pipe or a device; must be the name of a file");
    }
    for (Path input : inputs) {
      if (Files.isSameFile(file, input)) {
        throw new IOException(file + ": is read by this command; write to another file");
      }
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
