/** Port. What the region's API asks. */
@NullMarked
package dev.weir.region.view;

import org.jspecify.annotations.NullMarked;
