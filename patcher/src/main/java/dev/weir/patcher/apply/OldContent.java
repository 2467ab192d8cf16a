package dev.weir.patcher.apply;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.Transcoder;
import dev.weir.patcher.container.Transcoders;
import dev.weir.patcher.format.Fields.BadField;
import dev.weir.patcher.format.MixedHeader;
import java.io.IOException;

/** Unpacks the base into the scratch file, piece after piece. */
final class OldContent {
  private static final int PIECE = 4 * 1024;

  private final BaseImage base;
  private final Scratch scratch;
  private final long contentBytes;
  private final byte[] packed = new byte[PIECE];
  private final byte[] content = new byte[PIECE];
  private int pieces;
  private long read;
  private long packedLeft;
  private long contentLeft;

  /**
   * @param contentBytes what all pieces hold
   */
  OldContent(BaseImage base, Scratch scratch, long contentBytes) {
    this.base = base;
    this.scratch = scratch;
    this.contentBytes = contentBytes;
    this.contentLeft = contentBytes;
  }

  /** Whether the last piece has been unpacked. */
  boolean ended() {
    return read == base.size();
  }

  /** Unpacks a piece: all of it, so a large one takes a while. */
  void unpack(Piece piece) throws BadField, IOException {
    pieces++;
    if (piece.packed() < 1 || pieces > MixedHeader.MOST_PIECES) {
      throw new BadField(
          "piece "
              + pieces
              + " of "
              + piece.packed()
              + " bytes; must be one of "
              + MixedHeader.MOST_PIECES
              + " at most, of 1 byte at least");
    }
    if (piece.packed() > base.size() - read || piece.content() > contentLeft) {
      throw new BadField(
          "piece of "
              + piece.packed()
              + " bytes with content of "
              + piece.content()
              + ", where the base has "
              + (base.size() - read)
              + " left and the scratch file "
              + contentLeft);
    }
    packedLeft = piece.packed();
    contentLeft -= piece.content();
    try (Transcoder unpacker = Transcoders.unpacker(piece)) {
      while (!unpacker.ended()) {
        drain(unpacker);
        feed(unpacker);
      }
    } catch (BadPiece e) {
      throw new BadField(e.rule());
    }
    if (ended() && contentLeft > 0) {
      throw new BadField(
          "the base's content has " + contentLeft + " bytes less than " + contentBytes);
    }
  }

  private void drain(Transcoder unpacker) throws BadPiece, IOException {
    int count;
    do {
      count = unpacker.output(content, 0, PIECE);
      scratch.append(content, 0, count);
    } while (count > 0);
  }

  private void feed(Transcoder unpacker) throws BadPiece, IOException {
    int count = (int) Math.min(PIECE, packedLeft);
    if (count == 0) {
      unpacker.endInput();
      return;
    }
    base.read(read, packed, 0, count);
    int taken = unpacker.input(packed, 0, count);
    read += taken;
    packedLeft -= taken;
  }
}
