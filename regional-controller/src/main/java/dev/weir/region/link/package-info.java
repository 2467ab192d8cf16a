/** Port. The link to global. */
@NullMarked
package dev.weir.region.link;

import org.jspecify.annotations.NullMarked;
