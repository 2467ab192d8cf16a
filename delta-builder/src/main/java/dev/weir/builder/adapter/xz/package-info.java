/** Adapter. Full images and packed deltas by XZ for Java. */
@NullMarked
package dev.weir.builder.adapter.xz;

import org.jspecify.annotations.NullMarked;
