package dev.weir.trust.signature;

/**
 * What a statement is. The kind is under the signature, so that a signature for one never serves
 * for another. Source: docs/protocol.md, section 5.1.
 */
public enum StatementKind {
  MANIFEST("manifest"),
  REPORT("report");

  private final String word;

  StatementKind(String word) {
    this.word = word;
  }

  /** The word that stands under the signature. */
  public String word() {
    return word;
  }
}
