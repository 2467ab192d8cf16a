package dev.weir.builder.bench;

import dev.weir.builder.adapter.mixed.Firmware;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Makes a pair of images of any size, the same for the same arguments: a program of 4 MB that was
 * linked again, then random bytes. In the new image each MiB of those has four edits of up to 32
 * bytes, one MiB went 8 MiB further, and 100,000 bytes are inserted.
 */
final class LargePair {
  private static final int FUNCTIONS = 25_000;
  private static final int BLOCK = 1 << 20;
  private static final int MOVED_BY = 8;
  private static final int INSERTED = 100_000;
  private static final int EDITS = 4;
  private static final int MOST_EDITED = 32;
  private static final long SEED = 4;

  private LargePair() {}

  /**
   * Writes {@code FOLDER/old} and {@code FOLDER/new}.
   *
   * @param arguments the folder, and how many MiB of random bytes
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int blocks = Integer.parseInt(arguments[1]);
    try (OutputStream old = open(folder.resolve("old"))) {
      old.write(Firmware.linked(FUNCTIONS, false));
      for (int block = 0; block < blocks; block++) {
        old.write(random(block, BLOCK));
      }
    }
    try (OutputStream image = open(folder.resolve("new"))) {
      image.write(Firmware.linked(FUNCTIONS, true));
      for (int place = 0; place < blocks; place++) {
        if (place == blocks / 3) {
          image.write(random(-1, INSERTED));
        }
        image.write(edited(at(place, blocks / 2, blocks)));
      }
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Which block of the old image stands at a place of the new one. */
  private static int at(int place, int moved, int blocks) {
    int target = Math.min(blocks - 1, moved + MOVED_BY);
    if (place == target) {
      return moved;
    }
    return moved <= place && place < target ? place + 1 : place;
  }

  private static byte[] random(long block, int length) {
    byte[] content = new byte[length];
    new SplittableRandom(SEED + block).nextBytes(content);
    return content;
  }

  private static byte[] edited(long block) {
    byte[] content = random(block, BLOCK);
    SplittableRandom random = new SplittableRandom(~block);
    for (int edit = 0; edit < EDITS; edit++) {
      byte[] piece = new byte[random.nextInt(1, MOST_EDITED + 1)];
      random.nextBytes(piece);
      System.arraycopy(piece, 0, content, random.nextInt(BLOCK - MOST_EDITED), piece.length);
    }
    return content;
  }
}
