package dev.weir.patcher.apply;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.RangeDecoder;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.model.ImageModel;
import dev.weir.patcher.model.Learned;
import dev.weir.patcher.state.State;
import java.io.IOException;

/** Predictions are mixed, bits are range-coded: small, and slow. */
final class MixingModels implements Models {
  private final RangeDecoder coder = new RangeDecoder();
  private final Learned learned;

  MixingModels(int tableBits) {
    learned = new Learned(tableBits);
  }

  @Override
  public SymbolSource source() {
    return coder;
  }

  @Override
  public ImageCoding window(Bytes old, Addresses addresses) {
    return new ImageModel(coder, learned, old, addresses);
  }

  @Override
  public void state(State state) throws IOException {
    coder.state(state);
    learned.state(state);
  }
}
