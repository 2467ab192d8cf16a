package dev.weir.builder.adapter.mixed;

import dev.weir.builder.container.Containers;
import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What an image consists of: itself, read from its file in parts, or, where it has packed pieces,
 * what they hold, in memory.
 */
final class Content {
  /** Nothing is unpacked in larger images, in bytes. */
  static final long LARGEST = 256L << 20;

  private final Path file;
  private final long size;
  private final List<Piece> pieces;
  private final byte[] unpacked;
  private final int kinds;

  private Content(Path file, long size, List<Piece> pieces, byte[] unpacked) {
    this.file = file;
    this.size = size;
    this.pieces = pieces;
    this.unpacked = unpacked;
    this.kinds =
        pieces.stream()
            .filter(piece -> piece.kind() != Kind.RAW)
            .mapToInt(piece -> 1 << piece.kind().number())
            .reduce(0, (left, right) -> left | right);
  }

  /** Looks for packed pieces. */
  static Content of(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      return plain(file);
    }
    byte[] image = Files.readAllBytes(file);
    List<Piece> pieces = Containers.pieces(image);
    if (pieces.stream().allMatch(piece -> piece.kind() == Kind.RAW)) {
      return plain(file);
    }
    try {
      byte[] unpacked = Containers.content(image, pieces);
      return new Content(file, unpacked.length, pieces, unpacked);
    } catch (BadPiece e) {
      throw new IllegalStateException("pieces that were found can't be unpacked", e);
    }
  }

  /** Takes the image as it is. */
  static Content plain(Path file) throws IOException {
    long size = Files.size(file);
    return new Content(file, size, List.of(Piece.raw(size)), new byte[0]);
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** Of the image, in order. */
  List<Piece> pieces() {
    return pieces;
  }

  /** Kinds of its packed pieces, as in a delta's header. */
  int kinds() {
    return kinds;
  }

  /** A part, not to be changed: it may be what is in memory. */
  byte[] part(long from, long length) throws IOException {
    if (kinds != 0 && length == unpacked.length) {
      return unpacked;
    }
    if (kinds != 0) {
      return Arrays.copyOfRange(unpacked, (int) from, (int) (from + length));
    }
    byte[] part = new byte[(int) length];
    ByteBuffer into = ByteBuffer.wrap(part);
    try (FileChannel channel = FileChannel.open(file)) {
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position()) < 0) {
          throw new IOException(file + " became shorter while it was read");
        }
      }
    }
    return part;
  }
}
