/** Driver. The region's thread: batch, step, commit, release; and the cache's. */
@NullMarked
package dev.weir.region.drive;

import org.jspecify.annotations.NullMarked;
