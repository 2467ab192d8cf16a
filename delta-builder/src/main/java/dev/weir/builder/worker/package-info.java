/** Port. One attempt at a delta that global wants, its bounds, and the API of global it needs. */
@NullMarked
package dev.weir.builder.worker;

import org.jspecify.annotations.NullMarked;
