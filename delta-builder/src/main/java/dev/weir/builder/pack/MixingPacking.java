package dev.weir.builder.pack;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.model.ImageModel;
import dev.weir.patcher.model.Learned;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Predictions are mixed, bits are range-coded: small, and slow. */
final class MixingPacking implements Packing {
  private final RangeEncoder coder = new RangeEncoder();
  private final int tableBits;

  /** Made with the first window: the search that comes before needs the heap. */
  private @Nullable Learned learned;

  MixingPacking(int tableBits) {
    this.tableBits = tableBits;
  }

  @Override
  public SymbolCoder coder() {
    return coder;
  }

  @Override
  public ImageCoding window(Bytes old, Addresses addresses) {
    Learned tables = learned == null ? new Learned(tableBits) : learned;
    learned = tables;
    return new ImageModel(coder, tables, old, addresses);
  }

  @Override
  public void drain(OutputStream out) throws IOException {
    coder.drain(out);
  }

  @Override
  public void end(OutputStream out) throws IOException {
    coder.end(out);
  }
}
