package dev.weir.builder.adapter.mixed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pairs of small images with packed pieces. */
final class Packed {
  private Packed() {}

  static List<byte[][]> pairs() {
    return List.of(
        new byte[][] {zip(false), zip(true)},
        new byte[][] {zip(false), words(1).getBytes(StandardCharsets.UTF_8)},
        new byte[][] {words(1).getBytes(StandardCharsets.UTF_8), zip(true)},
        new byte[][] {hex(1), hex(2)},
        new byte[][] {hex(1), zip(false)});
  }

  /** Entries of text, of which one is changed in the middle. */
  static byte[] zip(boolean changed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 4; i++) {
        String text = words(i);
        byte[] content =
            (changed && i == 2 ? text.replace("word9 ", "other ") : text)
                .getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry("entry" + i);
        entry.setTime(0);
        if (i == 3) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A thousand entries, of which one in a hundred is changed. */
  static byte[] longZip(boolean changed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 1000; i++) {
        ZipEntry entry = new ZipEntry("entry" + i);
        entry.setTime(0);
        zip.putNextEntry(entry);
        int seed = changed && i % 100 == 7 ? -i : i;
        zip.write(words(seed, 40).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String words(int seed) {
    return words(seed, 150);
  }

  private static String words(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("word").append(random.nextInt(40)).append(' ');
    }
    return text.toString();
  }

  /** Records of 16 bytes; the seed changes some of them. */
  static byte[] hex(int seed) {
    byte[] content = new byte[1000];
    new SplittableRandom(7).nextBytes(content);
    content[500] = (byte) seed;
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < content.length; at += 16) {
      int count = Math.min(16, content.length - at);
      int sum = count + (at >> 8) + (at & 0xff);
      StringBuilder data = new StringBuilder();
      for (int i = at; i < at + count; i++) {
        sum += content[i] & 0xff;
        data.append(String.format(Locale.ROOT, "%02X", content[i]));
      }
      text.append(String.format(Locale.ROOT, ":%02X%04X00%s%02X%n", count, at, data, -sum & 0xff));
    }
    return (text + ":00000001FF\n").getBytes(StandardCharsets.US_ASCII);
  }
}
