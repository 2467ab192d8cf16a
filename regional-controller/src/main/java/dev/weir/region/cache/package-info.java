/** Port. What a region asks of its payload cache, and the cache of its disk. */
@NullMarked
package dev.weir.region.cache;

import org.jspecify.annotations.NullMarked;
