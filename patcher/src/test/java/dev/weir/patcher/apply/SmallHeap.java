package dev.weir.patcher.apply;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** What a device does, as a process of its own: prints the digest of the image of a delta. */
final class SmallHeap {
  private SmallHeap() {}

  public static void main(String[] arguments) throws IOException {
    MessageDigest digest = Digest.sha256();
    try (RandomAccessFile base = new RandomAccessFile(arguments[1], "r");
        InputStream image =
            ImageDecoder.open(
                PayloadCodec.GDIFF_XZ,
                from -> payload(arguments[0], from),
                of(base),
                Long.parseLong(arguments[2]),
                ImageDecoder.memory(1024 * 1024))) {
      byte[] piece = new byte[64 * 1024];
      for (int n = image.read(piece); n >= 0; n = image.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    System.out.println(Digest.ofRaw(digest.digest()));
  }

  private static InputStream payload(String file, long from) throws IOException {
    InputStream in = Files.newInputStream(Path.of(file));
    in.skipNBytes(from);
    return in;
  }

  private static BaseImage of(RandomAccessFile file) throws IOException {
    long size = file.length();
    return new BaseImage() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long offset, byte[] into, int at, int length) throws IOException {
        file.seek(offset);
        file.readFully(into, at, length);
      }
    };
  }
}
