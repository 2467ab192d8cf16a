package dev.weir.patcher.apply;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolSource;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import dev.weir.patcher.state.State;
import java.io.IOException;

/** How the bytes of a delta's windows are coded: in one of two ways, told by the header. */
interface Models {
  /** What fields and bytes are read from. */
  SymbolSource source();

  /** For the next window. */
  ImageCoding window(Bytes old, Addresses addresses);

  /** Visits what goes on from window to window, the source included. */
  void state(State state) throws IOException;
}
