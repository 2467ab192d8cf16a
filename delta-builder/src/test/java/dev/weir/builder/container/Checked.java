package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.Transcoder;
import dev.weir.patcher.container.Transcoders;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** What holds for the pieces of every image, whatever it is. */
final class Checked {
  private Checked() {}

  /** The pieces, once it is seen that they cover the image and give it back. */
  static List<Piece> pieces(byte[] image) {
    List<Piece> pieces = Containers.pieces(image);
    Kind before = Kind.DEFLATE;
    for (Piece piece : pieces) {
      assertThat(piece.packed()).isPositive();
      assertThat(piece.kind() == Kind.RAW && before == Kind.RAW).isFalse();
      before = piece.kind();
    }
    assertThat(Arrays.mismatch(image(pieces, content(image, pieces)), image)).isEqualTo(-1);
    return pieces;
  }

  static byte[] content(byte[] image, List<Piece> pieces) {
    try {
      return Containers.content(image, pieces);
    } catch (BadPiece e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] image(List<Piece> pieces, byte[] content) {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    byte[] some = new byte[3000];
    int at = 0;
    for (Piece piece : pieces) {
      int end = at + (int) piece.content();
      try (Transcoder packer = Transcoders.packer(piece)) {
        while (!packer.ended()) {
          image.write(some, 0, packer.output(some, 0, some.length));
          at += packer.input(content, at, Math.min(2000, end - at));
        }
      } catch (BadPiece e) {
        throw new AssertionError(e);
      }
      assertThat(at).isEqualTo(end);
    }
    assertThat(at).isEqualTo(content.length);
    return image.toByteArray();
  }

  /** The pieces of the image that aren't raw. */
  static List<Piece> found(byte[] image) {
    return pieces(image).stream().filter(piece -> piece.kind() != Kind.RAW).toList();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
