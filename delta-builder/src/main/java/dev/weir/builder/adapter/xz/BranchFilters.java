package dev.weir.builder.adapter.xz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.X86Options;

/**
 * The filter of the XZ format that suits a program's machine: it turns the relative addresses of
 * calls into absolute ones, which repeat and so pack better (protoc on x86-64: by 8 %).
 */
final class BranchFilters {
  private static final int IDENT_BYTES = 20;
  private static final int MAGIC = 0x7f454c46;
  private static final int DATA_AT = 5;
  private static final int LITTLE_ENDIAN = 1;
  private static final int MACHINE_AT = 18;

  private static final int MACHINE_386 = 3;
  private static final int MACHINE_X86_64 = 62;
  private static final int MACHINE_AARCH64 = 183;
  private static final int MACHINE_RISCV = 243;

  private BranchFilters() {}

  /** At most one filter; none where the image is not a program for a machine known here. */
  static List<FilterOptions> of(Path image) throws IOException {
    byte[] ident;
    try (InputStream in = Files.newInputStream(image)) {
      ident = in.readNBytes(IDENT_BYTES);
    }
    ByteBuffer header = ByteBuffer.wrap(ident);
    if (ident.length < IDENT_BYTES
        || header.getInt(0) != MAGIC
        || header.get(DATA_AT) != LITTLE_ENDIAN) {
      return List.of();
    }
    return switch (header.order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE_AT)) {
      case MACHINE_386, MACHINE_X86_64 -> List.of(new X86Options());
      case MACHINE_AARCH64 -> List.of(new ARM64Options());
      case MACHINE_RISCV -> List.of(new RISCVOptions());
      default -> List.of();
    };
  }
}
