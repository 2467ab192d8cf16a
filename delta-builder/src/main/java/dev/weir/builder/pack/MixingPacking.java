package dev.weir.builder.pack;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.model.ImageModel;
import dev.weir.patcher.model.Learned;

/** Predictions are mixed, bits are range-coded: small, and slow. */
final class MixingPacking implements Packing {
  private final RangeEncoder coder = new RangeEncoder();
  private final Learned learned;

  MixingPacking(int tableBits) {
    learned = new Learned(tableBits);
  }

  @Override
  public SymbolCoder coder() {
    return coder;
  }

  @Override
  public ImageCoding window(Bytes old, Addresses addresses) {
    return new ImageModel(coder, learned, old, addresses);
  }

  @Override
  public byte[] end() {
    return coder.end();
  }
}
