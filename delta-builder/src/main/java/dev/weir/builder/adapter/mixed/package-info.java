/** Adapter. Makes mixed deltas of files. */
@NullMarked
package dev.weir.builder.adapter.mixed;

import org.jspecify.annotations.NullMarked;
