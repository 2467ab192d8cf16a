/** Port. What regions are told: directives and owners, one newest item for each thing. */
@NullMarked
package dev.weir.global.feed;

import org.jspecify.annotations.NullMarked;
