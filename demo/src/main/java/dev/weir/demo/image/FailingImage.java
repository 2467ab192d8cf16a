package dev.weir.demo.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that starts and fails: the same ELF file (64 bit, little endian) with the code at its
 * entry overwritten by {@code exit(1)}. Right by every check before the switch; only a trial finds
 * it.
 */
public final class FailingImage {
  private static final int E_ENTRY = 24;
  private static final int E_PHOFF = 32;
  private static final int E_PHENTSIZE = 54;
  private static final int E_PHNUM = 56;
  private static final int PT_LOAD = 1;

  private FailingImage() {}

  public static void make(Path good, Cpu cpu, Path bad) throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(good)).order(ByteOrder.LITTLE_ENDIAN);
    image.put((int) offsetOf(image, image.getLong(E_ENTRY)), cpu.exitWithFailure().toArray());
    Files.write(bad, image.array());
  }

  /** Where in the file the segment that is loaded at this address has its byte. */
  private static long offsetOf(ByteBuffer image, long address) throws IOException {
    int headers = image.getShort(E_PHNUM);
    for (int i = 0; i < headers; i++) {
      int at = (int) image.getLong(E_PHOFF) + i * image.getShort(E_PHENTSIZE);
      long offset = image.getLong(at + 8);
      long start = image.getLong(at + 16);
      long length = image.getLong(at + 32);
      if (image.getInt(at) == PT_LOAD && address >= start && address < start + length) {
        return offset + address - start;
      }
    }
    throw new IOException("the image's entry lies in none of its segments");
  }
}
