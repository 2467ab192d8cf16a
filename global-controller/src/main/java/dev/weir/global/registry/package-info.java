/** Pure. All devices in memory, as operators filter them and plans need them. */
@NullMarked
package dev.weir.global.registry;

import org.jspecify.annotations.NullMarked;
