package dev.weir.builder.choice;

/** Which deltas a release carries from each base, besides the full image. */
public enum DeltaChoice {
  /** A mixed delta, which is small, and a GDIFF one for devices with less memory. */
  ALL,
  /** One whose differences are packed by LZMA: somewhat larger, many times quicker to apply. */
  LZMA,
  /** A GDIFF delta alone: several times larger, quick to make and to apply. */
  QUICK
}
