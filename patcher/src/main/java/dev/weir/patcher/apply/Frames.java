package dev.weir.patcher.apply;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.mixing.ByteCoder;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.state.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tukaani.xz.LZMAInputStream;

/**
 * Bytes out of LZMA frames. A frame is opened once all of it is there; what comes of it goes
 * through a small buffer, so that a step of the decoder may reach from one frame into the next.
 */
final class Frames implements ByteCoder, SymbolSource {
  /** What the longest single step of a decoder can take, in bytes. */
  private static final int MARGIN = 64;

  private static final int BUFFER = 8 * 1024;

  private static final int LEAST_DICTIONARY = 4096;

  /** What it needs besides LZMA's own tables, in bytes. */
  static final int MEMORY = FrameHeader.MOST_PACKED + FrameHeader.DICTIONARY + BUFFER + (48 << 10);

  private final byte[] header = new byte[FrameHeader.SIZE];
  private final byte[] packed = new byte[FrameHeader.MOST_PACKED];
  private final byte[] buffer = new byte[BUFFER];
  private int headerBytes;
  private int packedBytes;
  private int next;
  private int end;
  private long fed;
  private long missing;
  private Optional<FrameHeader> frame = Optional.empty();
  private Optional<InputStream> open = Optional.empty();
  private int unpackedBytes;

  @Override
  public int feed(byte[] piece, int at, int length) throws IOException {
    int taken = 0;
    if (headerBytes < FrameHeader.SIZE) {
      taken = Math.min(length, FrameHeader.SIZE - headerBytes);
      System.arraycopy(piece, at, header, headerBytes, taken);
      headerBytes += taken;
      fed += taken;
      if (headerBytes == FrameHeader.SIZE) {
        frame = Optional.of(FrameHeader.decoded(header, offset() - FrameHeader.SIZE));
      }
    }
    if (frame.isPresent()) {
      int count = Math.min(length - taken, frame.get().packed() - packedBytes);
      System.arraycopy(piece, at + taken, packed, packedBytes, count);
      packedBytes += count;
      fed += count;
      taken += count;
    }
    return taken;
  }

  @Override
  public boolean ready(boolean inputEnded) throws IOException {
    while (end - next < MARGIN && frame.isPresent() && packedBytes == frame.get().packed()) {
      unpack(frame.get());
    }
    if (inputEnded && headerBytes > 0 && (frame.isEmpty() || packedBytes < frame.get().packed())) {
      throw bad("the payload ends here, inside an LZMA frame");
    }
    return inputEnded || end - next >= MARGIN;
  }

  /** Goes on in the frame, and closes it after its last byte. */
  private void unpack(FrameHeader header) throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end -= next;
    next = 0;
    int count = Math.min(BUFFER - end, header.unpacked() - unpackedBytes);
    try {
      if (open.isEmpty()) {
        open = Optional.of(opened(header));
      }
      if (open.get().readNBytes(buffer, end, count) < count) {
        throw bad("the LZMA frame before ends early");
      }
      unpackedBytes += count;
      if (unpackedBytes == header.unpacked()) {
        checkEnd(open.get());
        leave();
      }
    } catch (BadPayload e) {
      throw e;
    } catch (IOException e) {
      throw bad("the LZMA frame before is damaged");
    }
    end += count;
  }

  /** The frame, at the byte that comes next: after a checkpoint that is not its first. */
  private InputStream opened(FrameHeader header) throws IOException {
    InputStream opened =
        new LZMAInputStream(
            new ByteArrayInputStream(packed, 0, header.packed()),
            header.unpacked(),
            (byte) header.properties(),
            Math.min(FrameHeader.DICTIONARY, Math.max(LEAST_DICTIONARY, header.unpacked())));
    opened.skipNBytes(unpackedBytes);
    return opened;
  }

  /** Reading on makes the unpacker check how its stream ends. */
  private void checkEnd(InputStream unpacker) throws IOException {
    if (unpacker.read() >= 0) {
      throw bad("the LZMA frame before goes on");
    }
  }

  private void leave() {
    open = Optional.empty();
    frame = Optional.empty();
    headerBytes = 0;
    packedBytes = 0;
    unpackedBytes = 0;
  }

  @Override
  public int octet(int wanted) {
    if (next == end) {
      missing++;
      return 0;
    }
    return buffer[next++] & 0xff;
  }

  @Override
  public int octets(byte[] into, int at, int most) {
    int count = Math.min(most, end - next);
    System.arraycopy(buffer, next, into, at, count);
    next += count;
    return count;
  }

  /** What is unpacked counts as one byte: the last of its frame. */
  @Override
  public int waiting() {
    return Math.min(1, end - next) + headerBytes + packedBytes;
  }

  @Override
  public long taken() {
    return fed;
  }

  @Override
  public long fed() {
    return fed;
  }

  @Override
  public long missing() {
    return missing;
  }

  private long offset() {
    return MixedHeader.SIZE + fed;
  }

  private BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, offset(), rule);
  }

  @Override
  public void state(State state) throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end = state.number(end - next);
    next = 0;
    state.bytes(buffer, end);
    headerBytes = state.number(headerBytes);
    state.bytes(header);
    packedBytes = state.number(packedBytes);
    state.bytes(packed, packedBytes);
    unpackedBytes = state.number(unpackedBytes);
    fed = state.number(fed);
    missing = state.number(missing);
    if (headerBytes == FrameHeader.SIZE && frame.isEmpty()) {
      frame = Optional.of(FrameHeader.decoded(header, fed));
    }
  }
}
