/** Pure. Writes deltas of the project's own format. */
@NullMarked
package dev.weir.builder.pack;

import org.jspecify.annotations.NullMarked;
