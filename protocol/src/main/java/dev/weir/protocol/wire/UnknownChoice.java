package dev.weir.protocol.wire;

/** A value that is not on a closed list as it stands here; newer peers may have a longer one. */
final class UnknownChoice extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnknownChoice(String rule) {
    super(rule);
  }
}
