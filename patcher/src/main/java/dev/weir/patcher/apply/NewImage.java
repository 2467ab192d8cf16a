package dev.weir.patcher.apply;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.Transcoder;
import dev.weir.patcher.container.Transcoders;
import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.Fields.BadField;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.state.State;
import java.io.IOException;
import java.util.Optional;

/** The new image: windows give its content, pieces say how that is packed. */
final class NewImage {
  private static final int PIECE = 512;

  private final MixedHeader declared;
  private final BaseImage oldContent;
  private final Models models;
  private final SymbolSource source;
  private final Fields fields;
  private final byte[] content = new byte[PIECE];
  private int contentAt;
  private int contentEnd;

  private Window window;
  private Piece piece;
  private Optional<Transcoder> packer = Optional.empty();

  /** Content that the piece still takes, and the windows still give. */
  private long pieceLeft;

  private long contentLeft;
  private int pieces;
  private long pieceMade;
  private long made;

  NewImage(MixedHeader declared, BaseImage oldContent, Models models, Fields fields) {
    this.declared = declared;
    this.oldContent = oldContent;
    this.models = models;
    this.source = models.source();
    this.fields = fields;
    this.contentLeft = declared.contentBytes();
    this.window = nextWindow();
    this.piece = Piece.raw(declared.hasContainers() ? 0 : contentLeft);
    this.pieceLeft = piece.content();
  }

  private Window nextWindow() {
    return new Window(declared, oldContent, models, fields, contentLeft);
  }

  /** Bytes of the image so far. */
  long made() {
    return made;
  }

  /** Whether the image is whole. */
  boolean ended() {
    return contentLeft == 0 && pieceEnded();
  }

  private boolean pieceEnded() {
    return pieceLeft == 0 && packer.map(Transcoder::ended).orElse(true);
  }

  /** Makes up to {@code length} bytes; 0 where more input is needed, or it is whole. */
  int output(byte[] into, int at, int length, boolean inputEnded)
      throws IOException, BadField, BadPiece {
    int count = 0;
    while (count == 0 && !ended() && (packs() || source.ready(inputEnded))) {
      if (pieceEnded()) {
        nextPiece();
      } else if (packer.isPresent()) {
        count = packed(packer.get(), into, at, length, inputEnded);
      } else {
        count = fromWindows(into, at, length, inputEnded);
      }
    }
    made += count;
    pieceMade += count;
    return count;
  }

  /** Whether something can come of the packer alone. */
  private boolean packs() {
    return packer.isPresent() && !pieceEnded() && (pieceLeft == 0 || contentAt < contentEnd);
  }

  private void nextPiece() throws BadField, BadPiece {
    close();
    piece = fields.newPiece(source, Fields.NO_PIECE);
    if (++pieces > MixedHeader.MOST_PIECES) {
      throw new BadField("more than " + MixedHeader.MOST_PIECES + " pieces");
    }
    if (piece.content() < 1 || piece.content() > contentLeft) {
      throw new BadField(
          "piece of " + piece.content() + " bytes of content; may be 1 to " + contentLeft);
    }
    if ((declared.containers() >> piece.kind().number() & 1) == 0 && piece.kind() != Kind.RAW) {
      throw new BadField("pieces of kind " + piece.kind() + " are not declared");
    }
    pieceLeft = piece.content();
    pieceMade = 0;
    packer = packer(0);
  }

  private Optional<Transcoder> packer(long from) throws BadPiece {
    return piece.kind() == Kind.RAW
        ? Optional.empty()
        : Optional.of(Transcoders.packer(piece, from));
  }

  private int packed(Transcoder packer, byte[] into, int at, int length, boolean inputEnded)
      throws IOException, BadField, BadPiece {
    int count = packer.output(into, at, length);
    if (count > 0) {
      return count;
    }
    if (contentAt == contentEnd && pieceLeft > 0) {
      contentAt = 0;
      contentEnd = fromWindows(content, 0, PIECE, inputEnded);
    }
    contentAt += packer.input(content, contentAt, contentEnd - contentAt);
    if (contentAt == contentEnd && pieceLeft == 0) {
      packer.endInput();
    }
    return 0;
  }

  /** Gives content of one window and one piece, or reads one field. */
  private int fromWindows(byte[] into, int at, int length, boolean inputEnded)
      throws IOException, BadField {
    if (!window.isInBytes()) {
      window.field();
      return 0;
    }
    int most = (int) Math.min(length, pieceLeft);
    int count = 0;
    while (count < most && !window.ended() && source.ready(inputEnded)) {
      count += window.bytes(into, at + count, most - count);
      if (source.missing() > 0) {
        break;
      }
    }
    pieceLeft -= count;
    contentLeft -= count;
    if (window.ended() && contentLeft > 0) {
      window = nextWindow();
    }
    return count;
  }

  /** Whether it can be saved: in the bytes of a window, where packing could begin anew. */
  boolean canSave() throws BadPiece {
    long taken = packed();
    return window.isInBytes()
        && !ended()
        && (packer.isEmpty()
            || (Transcoders.restart(piece, taken) == taken
                && Transcoders.packedBefore(piece, taken) == pieceMade));
  }

  /** What the packer has taken of the piece's content. */
  private long packed() {
    return piece.content() - pieceLeft - (contentEnd - contentAt);
  }

  /** Visits all of it. */
  void state(State state) throws IOException, BadPiece {
    made = state.number(made);
    pieces = state.number(pieces);
    pieceMade = state.number(pieceMade);
    contentLeft = state.number(contentLeft);
    pieceLeft = state.number(pieceLeft);
    piece = Piece.state(state, piece);
    System.arraycopy(content, contentAt, content, 0, contentEnd - contentAt);
    contentEnd = state.number(contentEnd - contentAt);
    contentAt = 0;
    state.bytes(content, contentEnd);
    if (packer.isEmpty()) {
      packer = packer(packed());
    }
    window.state(state);
  }

  /** Frees what is held outside of the heap. */
  void close() {
    packer.ifPresent(Transcoder::close);
  }
}
