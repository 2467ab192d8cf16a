package dev.weir.patcher.apply;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Transcoders;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.patcher.layout.Covers;
import java.util.Arrays;
import java.util.List;

/** What decoding a mixed delta needs. Source: docs/protocol.md, section 11.1. */
public final class MixedMemory {
  /** Mixers, refinements, corrections, buffers and what is small, in bytes. */
  private static final int MIXING = 640 << 10;

  /** Corrections, buffers and what is small, in bytes. */
  private static final int RESIDUAL = (192 << 10) + Frames.MEMORY;

  private static final int MIB = 1 << 20;

  /** Who has room for more than that, in bytes, is a gateway. */
  private static final int LARGE_TABLE = 2 * MIB;

  private static final int LARGE_MEMORY = 25 * MIB;

  private MixedMemory() {}

  /** In bytes, at most. */
  public static long of(MixedHeader header) {
    return of(header.tableBits(), header.mostCovers(), header.containers());
  }

  private static long of(int tableBits, int mostCovers, int containers) {
    long model = tableBits == 0 ? RESIDUAL : (4L << tableBits) + MIXING;
    return model + (long) mostCovers * Covers.BYTES_EACH + Transcoders.memory(kinds(containers));
  }

  private static List<Kind> kinds(int containers) {
    return Arrays.stream(Kind.values())
        .filter(kind -> (containers >> kind.number() & 1) == 1)
        .toList();
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
    int all = table > LARGE_TABLE ? LARGE_MEMORY : table + MIB;
    return Math.min(MixedHeader.MOST_COVERS, (all - table - MIXING) / Covers.BYTES_EACH);
  }
}
