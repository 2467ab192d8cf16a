package dev.weir.global.fleet;

import dev.weir.protocol.wire.Limits;

/** Texts for people, as long as messages may hold. */
public final class Texts {
  private Texts() {}

  public static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }
}
