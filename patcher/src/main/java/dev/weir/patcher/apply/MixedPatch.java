package dev.weir.patcher.apply;

import dev.weir.patcher.container.BadPiece;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.Fields;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.state.State;
import dev.weir.patcher.state.StateReader;
import dev.weir.patcher.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Makes the image of a mixed delta. It is fed pieces of any size as they come and gives what they
 * make, like {@link java.util.zip.Inflater}: feed with {@link #input}, take with {@link #output}
 * until that gives nothing, feed again; {@link #endInput} after the last piece. Memory does not
 * grow with payload or image. Between two calls it can be {@link #save saved}. Source:
 * docs/protocol.md, section 11.
 *
 * <pre>
 * part      reads                                   then
 * HEADER    what the delta needs                    OLD_PIECE where the base has packed pieces, else CONTENT
 * OLD_PIECE one piece of the base, and unpacks it   again, then CONTENT
 * CONTENT   windows, and pieces that pack their     END after the image's last byte
 *           bytes
 * END       nothing
 * </pre>
 */
public final class MixedPatch {
  private enum Part {
    HEADER,
    OLD_PIECE,
    CONTENT,
    END
  }

  private final BaseImage base;
  private final Scratch scratch;
  private final long imageBytes;
  private final long memoryLimit;
  private final byte[] header = new byte[MixedHeader.SIZE];
  private Part part = Part.HEADER;
  private int headerBytes;
  private boolean inputEnded;
  private Optional<Begun> begun = Optional.empty();

  /** What there is once the header is known. */
  private record Begun(
      MixedHeader declared,
      Models models,
      SymbolSource source,
      Fields fields,
      OldContent oldContent,
      NewImage image) {}

  /**
   * Begins.
   *
   * @param base of the delta; its digest is for the caller to check
   * @param imageBytes how long the image must be
   * @param memoryLimit in bytes
   */
  public MixedPatch(BaseImage base, Scratch scratch, long imageBytes, long memoryLimit) {
    this.base = base;
    this.scratch = scratch;
    this.imageBytes = imageBytes;
    this.memoryLimit = memoryLimit;
  }

  /** Takes up to {@code length} bytes and says how many it took; 0 where output must be taken. */
  public int input(byte[] piece, int at, int length) throws IOException {
    int taken = 0;
    if (part == Part.HEADER) {
      taken = Math.min(length, MixedHeader.SIZE - headerBytes);
      System.arraycopy(piece, at, header, headerBytes, taken);
      headerBytes += taken;
      if (headerBytes == MixedHeader.SIZE) {
        begin(MixedHeader.decoded(header));
      }
    }
    if (taken == length || begun.isEmpty()) {
      return taken;
    }
    return taken + begun.get().source().feed(piece, at + taken, length - taken);
  }

  /** Says that the payload is whole. */
  public void endInput() {
    inputEnded = true;
  }

  private void begin(MixedHeader found) throws BadPayload {
    if (found.baseBytes() != base.size()) {
      throw bad(8, "is for a base of " + found.baseBytes() + " bytes, not " + base.size());
    }
    if (found.imageBytes() != imageBytes) {
      throw bad(56, "makes " + found.imageBytes() + " bytes; the image has " + imageBytes);
    }
    long memory = MixedMemory.of(found);
    if (memory > memoryLimit) {
      throw bad(5, "decoding needs " + memory + " bytes of memory; may use " + memoryLimit);
    }
    if (found.scratch() > scratch.room()) {
      throw bad(
          48,
          "needs a scratch file of "
              + found.scratch()
              + " bytes; there is room for "
              + scratch.room());
    }
    boolean unpacks = found.scratch() > 0;
    Models models = found.isLzma() ? new ResidualModels() : new MixingModels(found.tableBits());
    Fields fields = new Fields();
    begun =
        Optional.of(
            new Begun(
                found,
                models,
                models.source(),
                fields,
                new OldContent(base, scratch, found.scratch()),
                new NewImage(found, unpacks ? scratch : base, models, fields)));
    part = imageBytes == 0 ? Part.END : unpacks ? Part.OLD_PIECE : Part.CONTENT;
  }

  /**
   * Makes up to {@code length} bytes of the image.
   *
   * @return how many; 0 where more input is needed, or the image is whole
   * @throws BadPayload where the payload can't be the one
   * @throws IOException where the base can't be read
   */
  public int output(byte[] into, int at, int length) throws IOException {
    if (part == Part.HEADER && inputEnded) {
      throw bad(headerBytes, "ends inside the header");
    }
    return begun.isEmpty() ? 0 : output(begun.get(), into, at, length);
  }

  private int output(Begun to, byte[] into, int at, int length) throws IOException {
    int count = 0;
    try {
      while (part == Part.OLD_PIECE && to.source().ready(inputEnded)) {
        to.oldContent().unpack(to.fields().oldPiece(to.source(), Fields.NO_PIECE));
        checkInput(to.source());
        part = to.oldContent().ended() ? Part.CONTENT : Part.OLD_PIECE;
      }
      while (part == Part.CONTENT && count < length) {
        int given = to.image().output(into, at + count, length - count, inputEnded);
        checkInput(to.source());
        count += given;
        part = to.image().ended() ? Part.END : Part.CONTENT;
        if (given == 0) {
          break;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (Fields.BadField e) {
      throw bad(e.rule());
    } catch (BadPiece e) {
      throw bad(e.rule());
    }
    return count;
  }

  private void checkInput(SymbolSource source) throws BadPayload {
    if (source.missing() > 0) {
      throw bad("the payload ends here, before the image does");
    }
  }

  /** Whether the image is whole. */
  public boolean ended() {
    return part == Part.END;
  }

  /** Whether more bytes were fed than make the image; their number, as far as it is known. */
  public int surplus() {
    return begun.map(to -> to.source().waiting()).orElse(0);
  }

  /** How many bytes it has been fed. */
  public long fed() {
    return headerBytes + begun.map(to -> to.source().fed()).orElse(0L);
  }

  /** How many bytes of the image it has made. */
  public long made() {
    return begun.map(to -> to.image().made()).orElse(0L);
  }

  /** Whether it can be saved where it is: between fields and in the midst of packing it can't. */
  public boolean canSave() {
    try {
      return part == Part.CONTENT && begun.isPresent() && begun.get().image().canSave();
    } catch (BadPiece e) {
      return false;
    }
  }

  /** Frees what is held outside of the heap. */
  public void close() {
    begun.ifPresent(to -> to.image().close());
  }

  /** Writes down all that it knows; goes on as if nothing had been. */
  public void save(OutputStream out) throws IOException {
    if (!canSave()) {
      throw new IllegalStateException("can't be saved here");
    }
    StateWriter writer = new StateWriter(out);
    writer.bytes(header);
    state(writer, begun.orElseThrow());
    writer.end();
  }

  /**
   * Becomes what was saved; feed it from byte {@link #fed} on. Only before the first input, with
   * the base, the scratch file and the limits of then.
   *
   * @throws IOException where it was no such decoder
   */
  public void restore(InputStream in) throws IOException {
    StateReader reader = new StateReader(in);
    reader.bytes(header);
    headerBytes = MixedHeader.SIZE;
    begin(MixedHeader.decoded(header));
    Begun to = begun.orElseThrow();
    if (to.declared().scratch() != scratch.size()) {
      throw new IOException(
          "the scratch file has " + scratch.size() + " bytes, not " + to.declared().scratch());
    }
    state(reader, to);
    part = Part.CONTENT;
  }

  private static void state(State state, Begun of) throws IOException {
    of.models().state(state);
    of.fields().state(state);
    try {
      of.image().state(state);
    } catch (BadPiece e) {
      throw new IOException("the checkpoint has a piece that can't be: " + e.rule(), e);
    }
  }

  private BadPayload bad(String rule) {
    return bad(MixedHeader.SIZE + begun.map(to -> to.source().taken()).orElse(0L), rule);
  }

  private static BadPayload bad(long at, String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, at, rule);
  }
}
