package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;

/** Which of the two encodings a generator or parser speaks. */
final class Form {
  private Form() {}

  static boolean isBinary(JsonGenerator out) {
    return out.canWriteBinaryNatively();
  }

  static boolean isBinary(JsonParser in) {
    return in instanceof CBORParser;
  }
}
