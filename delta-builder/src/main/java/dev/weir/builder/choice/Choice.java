package dev.weir.builder.choice;

/**
 * Which payloads a release offers: the full image always, and each delta that is smaller. A delta
 * that is not would cost its devices as many bytes and need a base, for nothing.
 */
public final class Choice {
  private Choice() {}

  /** Whether devices with the delta's base should be offered the delta. */
  public static boolean isWorthOffering(Offer full, Offer delta) {
    return delta.size() < full.size();
  }
}
