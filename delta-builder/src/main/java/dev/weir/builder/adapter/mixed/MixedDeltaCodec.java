package dev.weir.builder.adapter.mixed;

import dev.weir.builder.anatomy.Anatomy;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.match.CoverSearch;
import dev.weir.builder.match.Form;
import dev.weir.builder.pack.MixedEncoder;
import dev.weir.patcher.apply.MixedPatch;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.Covers;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mixed deltas. Images of up to {@link #WINDOW} bytes are one window; larger ones are cut into
 * windows, each against the same part of the base and what is around it, so the heap is bounded: at
 * most 12 times a window and its part of the base.
 */
public final class MixedDeltaCodec implements DeltaCodec {
  /** Largest window of the new image, in bytes. */
  public static final int WINDOW = 64 << 20;

  /** How far around its own place a window of the base reaches, in bytes. */
  private static final int AROUND = 16 << 20;

  /** What a cover costs, in tenths of a bit. */
  private static final int SWITCHING = 300;

  /** How often covers are searched again with what the ones before have taught. */
  private static final int ROUNDS = 2;

  private final int tableBits;

  /**
   * @param tableBits the decoder's table has that power of two of slots, 4 bytes each: 18 for 1 MiB
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
    long baseBytes = Files.size(base);
    long imageBytes = Files.size(image);
    MixedEncoder encoder = new MixedEncoder(tableBits);
    int mostCovers = 0;
    for (long from = 0; from < imageBytes; from += WINDOW) {
      byte[] now = part(image, from, Math.min(WINDOW, imageBytes - from));
      long oldFrom = imageBytes <= WINDOW ? 0 : Math.max(0, Math.min(from, baseBytes) - AROUND);
      long oldEnd = Math.min(baseBytes, from + WINDOW + AROUND);
      byte[] old = part(base, oldFrom, Math.max(0, oldEnd - oldFrom));
      mostCovers =
          Math.max(mostCovers, window(encoder, old, oldFrom, now, from, imageBytes, progress));
    }
    MixedHeader header =
        new MixedHeader(
            tableBits, mostCovers, 0, baseBytes, digest(base), imageBytes, digest(image));
    try (OutputStream file = Files.newOutputStream(out)) {
      file.write(header.encoded());
      if (imageBytes > 0) {
        file.write(encoder.end());
      }
    }
    return new Encoded(Files.size(out), MixedPatch.memory(tableBits, mostCovers));
  }

  private int window(
      MixedEncoder encoder,
      byte[] old,
      long oldFrom,
      byte[] now,
      long from,
      long imageBytes,
      Progress progress) {
    progress.at("delta, searching,", from, imageBytes);
    Covers covers = CoverSearch.covers(Form.plain(old), Form.plain(now), SWITCHING);
    Anatomy anatomy = Anatomy.of(old, now, covers);
    if (!anatomy.isPlain()) {
      Form image = new Form(now, anatomy.newForm(now));
      for (int round = 0; round < ROUNDS; round++) {
        Form form = new Form(old, anatomy.oldForm(old, covers));
        covers = CoverSearch.covers(form, image, SWITCHING);
      }
    }
    encoder.window(
        old,
        oldFrom,
        now,
        anatomy.layout(),
        covers,
        done -> progress.at("delta, packing,", from + done, imageBytes));
    return covers.count();
  }

  private static byte[] part(Path file, long from, long length) throws IOException {
    byte[] part = new byte[(int) length];
    ByteBuffer into = ByteBuffer.wrap(part);
    try (FileChannel channel = FileChannel.open(file)) {
      while (into.hasRemaining()) {
        if (channel.read(into, from + into.position()) < 0) {
          throw new IOException(file + " became shorter while it was read");
        }
      }
    }
    return part;
  }

  private static Digest digest(Path file) throws IOException {
    var digest = Digest.sha256();
    byte[] piece = new byte[1 << 16];
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(piece); n > 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    return Digest.ofRaw(digest.digest());
  }
}
