package dev.weir.builder.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Containers to find. */
final class Samples {
  private Samples() {}

  /** Words, so that levels differ in what they make of it. */
  static byte[] text(int seed, int words) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(Integer.toString(random.nextInt(1 + random.nextInt(3000)), 36)).append(' ');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] noise(int seed, int size) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  /** A zip file whose entries are named e0, e1 and so on. */
  static byte[] zip(int level, byte[]... entries) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            for (int i = 0; i < entries.length; i++) {
              zip.putNextEntry(entry("e" + i));
              zip.write(entries[i]);
              zip.closeEntry();
            }
          }
        });
  }

  /** A zip file with one entry that is not deflated. */
  static byte[] zipStored(byte[] content) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry entry = entry("stored");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
          }
        });
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
    return entry;
  }

  static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  /** A gzip member with a header and trailer that nobody checks. */
  static byte[] gzip(byte[] header, byte[] stream) {
    return Checked.joined(header, stream, new byte[8]);
  }

  static byte[] deflate(int level, int strategy, byte[] content) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    return drained(deflater);
  }

  /** A stream with an empty block in the middle, which none of our styles makes. */
  static byte[] flushedInTheMiddle(byte[] content) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(content, 0, content.length / 2);
    byte[] some = new byte[content.length];
    int size = deflater.deflate(some, 0, some.length, Deflater.SYNC_FLUSH);
    deflater.setInput(content, content.length / 2, content.length - content.length / 2);
    deflater.finish();
    byte[] rest = drained(deflater);
    return Checked.joined(Arrays.copyOf(some, size), rest);
  }

  private static byte[] drained(Deflater deflater) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    while (!deflater.finished()) {
      out.write(some, 0, deflater.deflate(some));
    }
    deflater.end();
    return out.toByteArray();
  }

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private static byte[] written(Writer writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
