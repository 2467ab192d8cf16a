package dev.weir.builder.match;

import org.jspecify.annotations.Nullable;

/**
 * The last cover on the way to some place, and how that cover was reached. Ways share where they
 * come from; what no way comes from any more is collected.
 *
 * @param diagonal old offset - new offset
 * @param start in the new image; where it ends, what follows it says
 * @param before the cover before it; absent for {@link #NONE} alone
 * @param beforeEnd where that one ends; fresh bytes may lie between
 */
record Way(int diagonal, int start, @Nullable Way before, int beforeEnd) {
  /** No cover yet. */
  static final Way NONE = new Way(0, 0, null, -1);
}
