package dev.weir.patcher.container;

import java.util.Collection;

/**
 * Both directions of every kind of piece. What a packer makes, its unpacker takes back, and takes
 * nothing else: but deflated streams, which others may have written otherwise.
 */
public final class Transcoders {
  private Transcoders() {}

  /**
   * From the image's bytes to the content. It refuses everything that doesn't give exactly {@code
   * piece.content()} bytes from exactly {@code piece.packed()}.
   *
   * @throws BadPiece where the piece can't be: unknown style, sizes that contradict each other
   */
  public static Transcoder unpacker(Piece piece) throws BadPiece {
    return switch (piece.kind()) {
      case RAW -> new Copy(piece, 0);
      case DEFLATE -> new DeflateUnpacker(piece);
      case INTEL_HEX, S_RECORD -> new RecordUnpacker(RecordText.of(piece), piece);
    };
  }

  /**
   * From the content to the image's bytes. Unless it is 0, {@code piece.packed()} is checked.
   *
   * @throws BadPiece where the piece can't be: unknown style, sizes that contradict each other
   */
  public static Transcoder packer(Piece piece) throws BadPiece {
    return packer(piece, 0);
  }

  /**
   * Goes on packing in the middle of a piece, with the content from there on.
   *
   * @param fromContent a position of the content that {@link #restart} gives
   * @throws BadPiece where the piece can't be
   */
  public static Transcoder packer(Piece piece, long fromContent) throws BadPiece {
    if (restart(piece, fromContent) != fromContent) {
      throw new IllegalArgumentException(
          "packing a piece of " + piece.kind() + " can't begin at byte " + fromContent);
    }
    return switch (piece.kind()) {
      case RAW -> new Copy(piece, fromContent);
      case DEFLATE -> new DeflatePacker(piece);
      case INTEL_HEX, S_RECORD -> new RecordPacker(RecordText.of(piece), piece, fromContent);
    };
  }

  /**
   * The last position of the content, up to {@code content}, where packing can begin anew: for raw
   * bytes any, for records where one begins or the piece ends, for deflated streams 0.
   *
   * @throws BadPiece where the piece can't be
   */
  public static long restart(Piece piece, long content) throws BadPiece {
    if (content < 0 || content > piece.content()) {
      throw new IllegalArgumentException(
          "byte " + content + " of a piece of " + piece.content() + " bytes");
    }
    return switch (piece.kind()) {
      case RAW -> content;
      case DEFLATE -> 0;
      case INTEL_HEX, S_RECORD -> RecordText.of(piece).start(content);
    };
  }

  /**
   * How many of the image's bytes are made of the content before a position.
   *
   * @param restart a position of the content that {@link #restart} gives
   * @throws BadPiece where the piece can't be
   */
  public static long packedBefore(Piece piece, long restart) throws BadPiece {
    return switch (piece.kind()) {
      case RAW, DEFLATE -> restart;
      case INTEL_HEX, S_RECORD -> RecordText.of(piece).packedBefore(restart);
    };
  }

  /**
   * What one unpacker and one packer need at most at a time, in bytes, with what zlib takes outside
   * of the heap.
   *
   * @param kinds of the pieces that may come
   */
  public static long memory(Collection<Kind> kinds) {
    return kinds.stream().mapToLong(Transcoders::memory).max().orElse(0);
  }

  private static long memory(Kind kind) {
    return switch (kind) {
      case RAW -> 2L * Copy.MEMORY;
      case DEFLATE -> (long) DeflateUnpacker.MEMORY + DeflatePacker.MEMORY;
      case INTEL_HEX, S_RECORD -> (long) RecordUnpacker.MEMORY + RecordPacker.MEMORY;
    };
  }
}
