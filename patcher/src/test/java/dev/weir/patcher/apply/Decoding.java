package dev.weir.patcher.apply;

import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** What the tests of decoding share: bytes from their spelling, packing, and decoding of arrays. */
final class Decoding {
  static final int DICTIONARY = 64 * 1024;
  static final long ENOUGH = 4 * 1024 * 1024;

  private Decoding() {}

  /** Bytes of hexadecimal digits; spaces, line ends and bars only separate. */
  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replaceAll("[ |\n]", ""));
  }

  static byte[] xz(byte[] content) {
    return xz(content, DICTIONARY, XZ.CHECK_CRC32);
  }

  static byte[] xz(byte[] content, int dictionary, int check) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      LZMA2Options options = new LZMA2Options(1);
      options.setDictSize(dictionary);
      try (XZOutputStream packed = new XZOutputStream(out, options, check)) {
        packed.write(content);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  static BaseImage base(byte[] content) {
    return new BaseImage() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public void read(long offset, byte[] into, int at, int length) {
        System.arraycopy(content, (int) offset, into, at, length);
      }
    };
  }

  static PayloadBytes payload(byte[] content) {
    return from ->
        new ByteArrayInputStream(content, (int) Math.min(from, content.length), content.length);
  }

  static byte[] full(byte[] payload, long imageBytes) throws IOException {
    return decode(PayloadCodec.XZ, payload, ImageDecoder.NO_BASE, imageBytes);
  }

  static byte[] delta(byte[] commands, byte[] base, long imageBytes) throws IOException {
    return decode(PayloadCodec.GDIFF_XZ, xz(commands), base(base), imageBytes);
  }

  static byte[] decode(PayloadCodec codec, byte[] payload, BaseImage base, long imageBytes)
      throws IOException {
    try (InputStream image = ImageDecoder.open(codec, payload(payload), base, imageBytes, ENOUGH)) {
      return image.readAllBytes();
    }
  }
}
