/** Pure. The registry's values: devices, regions, owners and their epochs. */
@NullMarked
package dev.weir.global.fleet;

import org.jspecify.annotations.NullMarked;
