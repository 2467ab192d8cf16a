/** Adapter. Deltas by JavaxDelta, in the Generic Diff Format. */
@NullMarked
package dev.weir.builder.adapter.javaxdelta;

import org.jspecify.annotations.NullMarked;
