package dev.weir.builder.bench.drive;

import dev.weir.builder.release.BaseFile;
import dev.weir.builder.release.FilePayload;
import dev.weir.builder.release.ScratchFile;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One payload's decoding, compared with the image byte for byte; also as a process of its own,
 * whose heap its caller limits.
 *
 * @param memory what the decoder may use, in bytes
 */
record Decoding(PayloadCodec codec, Path payload, Path old, Path image, long memory) {
  private static final int PIECE = 16 * 1024;

  /**
   * Decodes once and gives the bytes of the image.
   *
   * @throws IOException where the result is not the image
   */
  long run() throws IOException {
    long bytes = 0;
    byte[] left = new byte[PIECE];
    byte[] right = new byte[PIECE];
    try (BaseFile base = new BaseFile(old);
        ScratchFile scratch = new ScratchFile(payload);
        InputStream made =
            ImageDecoder.open(
                codec, new FilePayload(payload), base, scratch, Files.size(image), memory);
        InputStream expected = Files.newInputStream(image)) {
      int count;
      do {
        count = made.readNBytes(left, 0, PIECE);
        int wanted = expected.readNBytes(right, 0, PIECE);
        if (!Arrays.equals(left, 0, count, right, 0, wanted)) {
          throw new IOException(payload + ": decodes to another image than " + image);
        }
        bytes += count;
      } while (count == PIECE);
    }
    return bytes;
  }

  /** The same as a process: what follows the name of its main class. */
  Command process(String... flags) {
    return Command.java(
        Decoding.class,
        flags,
        codec.name(),
        payload.toString(),
        old.toString(),
        image.toString(),
        Long.toString(memory));
  }

  /** Decodes once and prints the processor time of it, in microseconds. */
  public static void main(String[] arguments) throws IOException {
    Decoding decoding =
        new Decoding(
            PayloadCodec.valueOf(arguments[0]),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            Long.parseLong(arguments[4]));
    System.out.println(Cpu.once(decoding::run).micros());
  }
}
