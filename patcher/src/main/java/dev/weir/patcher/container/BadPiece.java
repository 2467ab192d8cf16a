package dev.weir.patcher.container;

/** A piece that can't be, or bytes that aren't its; whoever reads them knows where. */
public final class BadPiece extends Exception {
  private final String rule;

  /** Says which rule, and the numbers. */
  public BadPiece(String rule) {
    super(rule, null, false, false);
    this.rule = rule;
  }

  /** Which rule, and the numbers. */
  public String rule() {
    return rule;
  }
}
