package dev.weir.builder.pack;

import dev.weir.patcher.machine.Bytes;
import dev.weir.patcher.mixing.SymbolCoder;
import dev.weir.patcher.model.Addresses;
import dev.weir.patcher.model.ImageCoding;

/** How the symbols of a delta become bytes: in one of two ways. */
interface Packing {
  /** Takes fields. */
  SymbolCoder coder();

  /** Takes the bytes of the next window. */
  ImageCoding window(Bytes old, Addresses addresses);

  /** Everything that was coded; nothing may follow. */
  byte[] end();
}
