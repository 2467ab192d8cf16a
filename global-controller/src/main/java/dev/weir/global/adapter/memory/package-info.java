/** Adapter. The stores in memory, with whole commits, for simulation and tests. */
@NullMarked
package dev.weir.global.adapter.memory;

import org.jspecify.annotations.NullMarked;
