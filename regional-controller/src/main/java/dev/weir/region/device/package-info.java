/** Pure. One device as its region knows it, and every step that its record can take. */
@NullMarked
package dev.weir.region.device;

import org.jspecify.annotations.NullMarked;
