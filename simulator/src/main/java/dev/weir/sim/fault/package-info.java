/** Pure. Plans of what goes wrong, drawn from a world's seed. */
@NullMarked
package dev.weir.sim.fault;

import org.jspecify.annotations.NullMarked;
