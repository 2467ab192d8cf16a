/** Main. Runs simulations from the command line. */
@NullMarked
package dev.weir.sim.app;

import org.jspecify.annotations.NullMarked;
