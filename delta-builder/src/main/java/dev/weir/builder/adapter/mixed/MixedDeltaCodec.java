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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Mixed deltas, of the content of images. Content of up to {@link #WINDOW} bytes is one window;
 * larger one is cut into windows, each against the same part of the base and what is around it.
 *
 * <p>Heap: 16 MiB and 12 times the larger content, where that is one window; above, as much as
 * content of 96 MiB takes, and where images have packed pieces, also both images' content.
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
    Counts counts = new Counts();
    MixedHeader header;
    try (FileChannel file =
        FileChannel.open(
            out,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.position(MixedHeader.SIZE);
      body(Channels.newOutputStream(file), old, now, counts, progress);
      header = header(base, old, image, now, counts);
      ByteBuffer encoded = ByteBuffer.wrap(header.encoded());
      file.position(0);
      while (encoded.hasRemaining()) {
        file.write(encoded);
      }
    }
    return new Encoded(Files.size(out), MixedMemory.of(header), header.scratch());
  }

  /** What follows the header. */
  private void body(OutputStream file, Content old, Content now, Counts counts, Progress progress)
      throws IOException {
    if (now.size() == 0) {
      return;
    }
    OutputStream out = new BufferedOutputStream(file);
    MixedEncoder encoder = encoder(out, old, now);
    for (long from = 0; from < now.size(); from += WINDOW) {
      window(encoder, old, now, from, counts, progress);
    }
    encoder.end();
    out.flush();
  }

  /** Stands first and is known last. */
  private MixedHeader header(Path base, Content old, Path image, Content now, Counts counts)
      throws IOException {
    return new MixedHeader(
        tableBits,
        counts.machines,
        old.kinds() | now.kinds(),
        counts.mostCovers,
        Files.size(base),
        FileDigest.of(base),
        old.kinds() == 0 ? 0 : old.size(),
        Files.size(image),
        FileDigest.of(image),
        now.size());
  }

  /** What the header has to say of all windows. */
  private static final class Counts {
    private int machines;
    private int mostCovers;
  }

  private MixedEncoder encoder(OutputStream out, Content old, Content now) {
    var oldPieces = old.kinds() == 0 ? List.<Piece>of() : old.pieces();
    var newPieces = (old.kinds() | now.kinds()) == 0 ? List.<Piece>of() : now.pieces();
    if (tableBits != LZMA) {
      return MixedEncoder.mixing(out, tableBits, oldPieces, newPieces);
    }
    long frame = Math.max(LEAST_FRAME, now.size() / FRAMES);
    return MixedEncoder.lzma(
        out, (int) Math.min(FrameHeader.MOST_UNPACKED, frame), oldPieces, newPieces);
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
