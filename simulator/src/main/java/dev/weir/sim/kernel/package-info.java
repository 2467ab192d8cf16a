/** Pure. Virtual time: one queue of events, loops upon it, and chance from one seed. */
@NullMarked
package dev.weir.sim.kernel;

import org.jspecify.annotations.NullMarked;
