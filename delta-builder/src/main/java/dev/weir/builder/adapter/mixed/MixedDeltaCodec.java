package dev.weir.builder.adapter.mixed;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.pack.MixedEncoder;
import dev.weir.builder.release.FileDigest;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.Covers;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Mixed deltas, of the content of images. Content of up to {@link #WINDOW} bytes is one window;
 * larger one is cut into windows, each against the same part of the base and what is around it, so
 * the heap is bounded: at most 12 times a window and its part of the base, and both images' content
 * where they have packed pieces.
 */
public final class MixedDeltaCodec implements DeltaCodec {
  /** The differences are packed by LZMA, in place of a table. */
  public static final int LZMA = 0;

  /** Largest window of the new content, in bytes. */
  public static final int WINDOW = 64 << 20;

  /** How far around its own place a window of the base reaches, in bytes. */
  private static final int AROUND = 16 << 20;

  /** A decoder that was killed repeats no more than a frame: that part of the image, or 1 MiB. */
  private static final int FRAMES = 8;

  private static final int LEAST_FRAME = 1 << 20;

  private final int tableBits;

  /**
   * @param tableBits the decoder's table has that power of two of slots, 4 bytes each: 18 for 1
   *     MiB; or {@link #LZMA}
   */
  public MixedDeltaCodec(int tableBits) {
    this.tableBits = tableBits;
  }

  @Override
  public PayloadCodec codec() {
    return PayloadCodec.MIXED;
  }

  @Override
  public Encoded encode(Path base, Path image, Path out, Progress progress) throws IOException {
    progress.at("unpacking", 0, Files.size(image));
    Content old = Content.of(base);
    Content now = Content.of(image);
    int containers = old.kinds() | now.kinds();
    MixedEncoder encoder = encoder(old, now, containers);
    Counts counts = new Counts();
    for (long from = 0; from < now.size(); from += WINDOW) {
      window(encoder, old, now, from, counts, progress);
    }
    MixedHeader header =
        new MixedHeader(
            tableBits,
            counts.machines,
            containers,
            counts.mostCovers,
            Files.size(base),
            FileDigest.of(base),
            old.kinds() == 0 ? 0 : old.size(),
            Files.size(image),
            FileDigest.of(image),
            now.size());
    try (OutputStream file = Files.newOutputStream(out)) {
      file.write(header.encoded());
      if (now.size() > 0) {
        file.write(encoder.end());
      }
    }
    return new Encoded(Files.size(out), MixedMemory.of(header), header.scratch());
  }

  /** What the header has to say of all windows. */
  private static final class Counts {
    private int machines;
    private int mostCovers;
  }

  private MixedEncoder encoder(Content old, Content now, int containers) {
    var oldPieces = old.kinds() == 0 ? List.<Piece>of() : old.pieces();
    var newPieces = containers == 0 ? List.<Piece>of() : now.pieces();
    if (tableBits != LZMA) {
      return MixedEncoder.mixing(tableBits, oldPieces, newPieces);
    }
    long frame = Math.max(LEAST_FRAME, now.size() / FRAMES);
    return MixedEncoder.lzma(
        (int) Math.min(FrameHeader.MOST_UNPACKED, frame), oldPieces, newPieces);
  }

  private void window(
      MixedEncoder encoder, Content old, Content now, long from, Counts counts, Progress progress)
      throws IOException {
    progress.at("searching", from, now.size());
    byte[] image = now.part(from, Math.min(WINDOW, now.size() - from));
    long oldFrom = now.size() <= WINDOW ? 0 : Math.max(0, Math.min(from, old.size()) - AROUND);
    long oldEnd = Math.min(old.size(), from + WINDOW + AROUND);
    byte[] base = old.part(oldFrom, Math.max(0, oldEnd - oldFrom));
    Comparison found = Comparison.of(base, image);
    Covers covers = found.covers().longest(MixedMemory.mostCovers(tableBits));
    counts.mostCovers = Math.max(counts.mostCovers, covers.count());
    counts.machines |= 1 << found.layout().machine().number();
    encoder.window(
        base,
        oldFrom,
        image,
        found.layout(),
        covers,
        done -> progress.at("packing", from + done, now.size()));
  }
}
