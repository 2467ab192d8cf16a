package dev.weir.global.rollout;

import dev.weir.protocol.wire.Limits;

/** Texts for people, as long as messages may hold. */
final class Texts {
  private Texts() {}

  static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }
}
