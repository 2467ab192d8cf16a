/** Port. What a region keeps, all or nothing. */
@NullMarked
package dev.weir.region.store;

import org.jspecify.annotations.NullMarked;
