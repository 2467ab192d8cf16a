package dev.weir.builder.pack;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;
import java.io.IOException;
import java.io.OutputStream;

/** How the symbols of a delta become bytes: in one of two ways. */
interface Packing {
  /** Takes fields. */
  SymbolCoder coder();

  /** Takes the bytes of the next window. */
  ImageCoding window(Bytes old, Addresses addresses);

  /** Hands over what is settled of what was coded so far. */
  void drain(OutputStream out) throws IOException;

  /** Hands over the rest; nothing may follow. */
  void end(OutputStream out) throws IOException;
}
