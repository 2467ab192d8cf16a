package dev.weir.builder.match;

/**
 * An image as the search sees it: its bytes, and what is compared of them. What is like, such as
 * words that refer to the same target from elsewhere, is made equal there.
 */
public final class Form {
  private final byte[] bytes;
  private final byte[] compared;

  /** Takes the arrays as they are; they must have the same size, and not change any more. */
  public Form(byte[] bytes, byte[] compared) {
    if (bytes.length != compared.length) {
      throw new IllegalArgumentException(bytes.length + " bytes, " + compared.length + " compared");
    }
    this.bytes = bytes;
    this.compared = compared;
  }

  /** An image that is compared as it is. */
  public static Form plain(byte[] bytes) {
    return new Form(bytes, bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] compared() {
    return compared;
  }

  /** How many bytes another form of the same image would have otherwise. */
  public int differing(byte[] other) {
    int differing = 0;
    for (int i = 0; i < compared.length; i++) {
      differing += compared[i] == other[i] ? 0 : 1;
    }
    return differing;
  }
}
