package dev.weir.builder.pack;

import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.ByteCoder;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.model.ResidualModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** What differs from the prediction is packed in LZMA frames: quick to decode, and larger. */
final class FramePacking implements Packing {
  private static final int PRESET = 9;
  private static final int NICE_LENGTH = 273;

  /** A frame that turned out too large is cut shorter than in proportion, by that part of it. */
  private static final double SAFETY = 0.9;

  /** The next frame is tried with that much more than the last one held. */
  private static final int GROWTH = 2;

  private final Octets octets = new Octets();
  private final int frameBytes;

  /** What the next frame holds, if there is so much. */
  private int most;

  /**
   * @param frameBytes what a frame may hold: as much as a decoder should repeat at most
   */
  FramePacking(int frameBytes) {
    this.frameBytes = frameBytes;
    this.most = frameBytes;
  }

  @Override
  public SymbolCoder coder() {
    return octets;
  }

  @Override
  public ImageCoding window(Bytes old, Addresses addresses) {
    return new ResidualModel(octets, old, addresses);
  }

  @Override
  public void drain(OutputStream out) throws IOException {
    if (octets.coded.size() >= most) {
      frames(out, false);
    }
  }

  @Override
  public void end(OutputStream out) throws IOException {
    frames(out, true);
  }

  /** Hands over all full frames, and at last what is left; else that is kept. */
  private void frames(OutputStream out, boolean last) throws IOException {
    byte[] content = octets.coded.toByteArray();
    octets.coded.reset();
    int at = 0;
    while (content.length - at >= (last ? 1 : most)) {
      int held = frame(content, at, out);
      at += held;
      most = (int) Math.min(frameBytes, (long) GROWTH * held);
    }
    octets.coded.write(content, at, content.length - at);
  }

  /** Hands over a frame and says how much it holds. */
  private int frame(byte[] content, int at, OutputStream out) throws IOException {
    int count = Math.min(most, content.length - at);
    byte[] packed = packed(content, at, count);
    while (packed.length > FrameHeader.MOST_PACKED) {
      count = (int) ((double) count * FrameHeader.MOST_PACKED / packed.length * SAFETY);
      packed = packed(content, at, count);
    }
    LZMA2Options options = options();
    int properties = options.getLc() + 9 * (options.getLp() + 5 * options.getPb());
    out.write(new FrameHeader(properties, packed.length, count).encoded());
    out.write(packed);
    return count;
  }

  private static byte[] packed(byte[] content, int at, int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LZMAOutputStream lzma = new LZMAOutputStream(out, options(), false)) {
      lzma.write(content, at, count);
    }
    return out.toByteArray();
  }

  private static LZMA2Options options() throws IOException {
    LZMA2Options options = new LZMA2Options(PRESET);
    options.setDictSize(FrameHeader.DICTIONARY);
    options.setNiceLen(NICE_LENGTH);
    return options;
  }

  private static final class Octets implements ByteCoder {
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream();

    @Override
    public int octet(int wanted) {
      coded.write(wanted);
      return wanted;
    }
  }
}
