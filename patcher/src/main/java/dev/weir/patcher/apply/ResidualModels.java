package dev.weir.patcher.apply;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.model.ResidualModel;
import dev.weir.patcher.state.State;
import java.io.IOException;

/** What differs from the prediction is packed by LZMA: quick, and larger. */
final class ResidualModels implements Models {
  private final Frames frames = new Frames();

  @Override
  public SymbolSource source() {
    return frames;
  }

  @Override
  public ImageCoding window(Bytes old, Addresses addresses) {
    return new ResidualModel(frames, old, addresses);
  }

  @Override
  public void state(State state) throws IOException {
    frames.state(state);
  }
}
