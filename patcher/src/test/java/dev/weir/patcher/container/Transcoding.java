package dev.weir.patcher.container;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** What the tests of transcoders share. */
final class Transcoding {
  private Transcoding() {}

  /** Content to image. */
  static byte[] pack(Piece piece, byte[] content) throws BadPiece {
    try (Transcoder packer = Transcoders.packer(piece)) {
      return run(packer, content, 300, 1000);
    }
  }

  /** Image to content. */
  static byte[] unpack(Piece piece, byte[] packed) throws BadPiece {
    try (Transcoder unpacker = Transcoders.unpacker(piece)) {
      return run(unpacker, packed, 300, 1000);
    }
  }

  /** Feeds and takes at most so many bytes at a time, and says when nothing follows. */
  static byte[] run(Transcoder transcoder, byte[] input, int feed, int take) throws BadPiece {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] taken = new byte[take];
    byte[] fed = new byte[feed];
    int at = 0;
    while (!transcoder.ended()) {
      int count = transcoder.output(taken, 0, take);
      out.write(taken, 0, count);
      if (count == 0) {
        int length = Math.min(feed, input.length - at);
        System.arraycopy(input, at, fed, 0, length);
        at += transcoder.input(fed, 0, length);
        Arrays.fill(fed, (byte) '?');
        if (at == input.length) {
          transcoder.endInput();
        }
      }
    }
    return out.toByteArray();
  }

  /** A raw stream of RFC 1951. */
  static byte[] deflate(int level, int strategy, byte[] content) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    while (!deflater.finished()) {
      out.write(some, 0, deflater.deflate(some));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] ascii(String... lines) {
    return String.join("", lines).getBytes(StandardCharsets.US_ASCII);
  }
}
