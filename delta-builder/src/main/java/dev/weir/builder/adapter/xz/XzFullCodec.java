package dev.weir.builder.adapter.xz;

import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;

/** Whole images as XZ, with the branch filter of their machine. */
public final class XzFullCodec implements FullCodec {
  @Override
  public PayloadCodec codec() {
    return PayloadCodec.XZ;
  }

  @Override
  public Encoded encode(Path image, Path out, Progress progress) throws IOException {
    return XzPacking.pack(codec(), image, BranchFilters.of(image), out, progress, "packing");
  }
}
