/** Pure. Which ranges of a new image are like ranges of the old one. */
@NullMarked
package dev.weir.builder.match;

import org.jspecify.annotations.NullMarked;
