package dev.weir.builder.container;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of an image. They cover it in order; an empty image has none. No two raw ones stand
 * side by side, and all others give back their bytes exactly: that was tried.
 *
 * <pre>
 * begins with      looked at by
 * PK 3 4           ZipEntry, then DeflateSearch
 * 1f 8b 8          GzipMember, then DeflateSearch
 * :                IntelHexRuns
 * S                SRecordRuns
 * </pre>
 *
 * <p>There is no nesting: what a container holds is not looked into. Time grows with the image, but
 * for the tries of deflate styles. At the limits of pieces and content the rest stays raw.
 */
public final class Containers {
  /** Most pieces of an image. */
  public static final int MOST_PIECES = 1 << 18;

  /** Most bytes of content, unless the image itself has more. */
  public static final long MOST_CONTENT = (1L << 30) - 1;

  /** Most bytes of content for each byte of the image. */
  public static final int MOST_GROWTH = 64;

  private final byte[] image;
  private final DeflateSearch deflated;
  private final IntelHexRuns intelHex;
  private final SRecordRuns sRecords;
  private final List<Piece> pieces = new ArrayList<>();
  private long content;
  private int rawFrom;

  private Containers(byte[] image, DeflateSearch deflated) {
    this.image = image;
    this.deflated = deflated;
    this.intelHex = new IntelHexRuns(image);
    this.sRecords = new SRecordRuns(image);
    this.content = image.length;
  }

  /** Finds the pieces of an image. */
  public static List<Piece> pieces(byte[] image) {
    try (DeflateSearch deflated = new DeflateSearch(image)) {
      return new Containers(image, deflated).scan();
    }
  }

  /**
   * The content of all pieces, one after the other.
   *
   * @param pieces of the image
   * @throws BadPiece where they aren't
   */
  public static byte[] content(byte[] image, List<Piece> pieces) throws BadPiece {
    long size = pieces.stream().mapToLong(Piece::content).sum();
    byte[] content = new byte[Math.toIntExact(size)];
    int from = 0;
    int at = 0;
    for (Piece piece : pieces) {
      Rebuilding.unpack(image, from, piece, content, at);
      from += (int) piece.packed();
      at += (int) piece.content();
    }
    return content;
  }

  private List<Piece> scan() {
    int at = 0;
    while (at < image.length) {
      Found found = look(at);
      if (found.piece().kind() != Kind.RAW && fits(found.piece())) {
        add(found);
      }
      at = found.end();
    }
    addRaw(image.length);
    return List.copyOf(pieces);
  }

  private Found look(int at) {
    return switch (image[at]) {
      case 'P' -> deflated.look(at, ZipEntry.data(image, at));
      case 0x1f -> deflated.look(at, GzipMember.data(image, at));
      case ':' -> intelHex.look(at);
      case 'S' -> sRecords.look(at);
      default -> Found.nothing(at);
    };
  }

  private boolean fits(Piece piece) {
    long most = Math.min(MOST_CONTENT, (long) MOST_GROWTH * image.length);
    return content + piece.content() - piece.packed() <= most && pieces.size() + 3 <= MOST_PIECES;
  }

  private void add(Found found) {
    addRaw(found.start());
    pieces.add(found.piece());
    content += found.piece().content() - found.piece().packed();
    rawFrom = found.end();
  }

  private void addRaw(int end) {
    if (end > rawFrom) {
      pieces.add(Piece.raw(end - rawFrom));
    }
  }
}
