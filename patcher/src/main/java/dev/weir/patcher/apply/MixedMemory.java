package dev.weir.patcher.apply;

import dev.weir.patcher.container.Transcoders;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.model.Learned;

/** What decoding a mixed delta needs. Source: docs/protocol.md, section 11.1. */
public final class MixedMemory {
  /** Mixers, refinements, corrections, buffers and what is small, in bytes. */
  private static final int MIXING = 736 << 10;

  /** Corrections, buffers and what is small, in bytes. */
  private static final int RESIDUAL = (192 << 10) + Frames.MEMORY;

  private static final int MIB = 1 << 20;

  /** Who has room for more than that, in bytes, is a gateway. */
  private static final int LARGE_TABLE = 2 * MIB;

  private static final int LARGE_MEMORY = 25 * MIB;

  private MixedMemory() {}

  /** In bytes, at most. */
  public static long of(MixedHeader header) {
    long model = header.isLzma() ? RESIDUAL : mixing(header.tableBits());
    return model
        + (long) header.mostCovers() * Covers.BYTES_EACH
        + Transcoders.memory(header.pieceKinds());
  }

  private static long mixing(int tableBits) {
    return (4L << tableBits) + MIXING + Learned.repeatMemory(tableBits);
  }

  /**
   * How many covers a window may have, so that a decoder does with 1 MiB besides its table; a large
   * table leaves more room, up to 25 MiB in all.
   */
  public static int mostCovers(int tableBits) {
    if (tableBits == 0) {
      return (MIB - RESIDUAL) / Covers.BYTES_EACH;
    }
    int table = 4 << tableBits;
    long all = table > LARGE_TABLE ? Math.max(LARGE_MEMORY, mixing(tableBits) + MIB) : table + MIB;
    long most = (all - mixing(tableBits)) / Covers.BYTES_EACH;
    return (int) Math.max(0, Math.min(MixedHeader.MOST_COVERS, most));
  }
}
