package dev.weir.builder.bench;

import dev.weir.protocol.wire.Type;
import dev.weir.protocol.wire.Types;

/**
 * How much memory a codec's decoder may use for its tables, and so which peers it is held against.
 */
public enum Tier {
  /** 1 MiB of tables; held against peers that decode in 1 MiB. */
  M1("1M", true),
  /** 2 MiB; held against all peers. */
  M2("2M", false),
  /** 24 MiB, for gateways; held against all peers. */
  M24("24M", false),
  /** None of ours: a format of others, or a whole image, shown beside the tiers. */
  OTHER("other", false);

  private final String text;
  private final boolean smallPeers;

  Tier(String text, boolean smallPeers) {
    this.text = text;
    this.smallPeers = smallPeers;
  }

  /** As commands spell it, such as {@code 2M}. */
  public String text() {
    return text;
  }

  /** Whether it is held only against peers that decode in 1 MiB. */
  public boolean isHeldAgainstSmallPeers() {
    return smallPeers;
  }

  /**
   * Reads the spelling of one of ours.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Tier parse(String text) {
    for (Tier tier : values()) {
      if (tier != OTHER && tier.text.equalsIgnoreCase(text)) {
        return tier;
      }
    }
    throw new IllegalArgumentException("must be 1M, 2M or 24M; found " + text);
  }

  /** In figures, where others stand too. */
  static final Type<Tier> TYPE =
      Types.named(text -> text.equals(OTHER.text) ? OTHER : parse(text), Tier::text);
}
