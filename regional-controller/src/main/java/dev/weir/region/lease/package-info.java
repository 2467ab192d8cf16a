/** Pure. How long a region may go on by itself. */
@NullMarked
package dev.weir.region.lease;

import org.jspecify.annotations.NullMarked;
