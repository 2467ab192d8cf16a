package dev.weir.protocol.message;

/** What joins. */
public enum MemberKind {
  REGION,
  DEVICE
}
