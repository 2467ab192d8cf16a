/** Pure. What must hold in every simulated world, checked as it happens against ground truth. */
@NullMarked
package dev.weir.sim.check;

import org.jspecify.annotations.NullMarked;
