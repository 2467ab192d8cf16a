package dev.weir.builder.choice;

/** Which deltas a release carries from each base, besides the full image. */
public enum DeltaChoice {
  /** Those of each kind that some device is better off with. */
  ALL,
  /** One whose differences are packed by LZMA: somewhat larger, many times quicker to apply. */
  LZMA,
  /** A GDIFF delta alone: several times larger, quick to make and to apply. */
  QUICK
}
