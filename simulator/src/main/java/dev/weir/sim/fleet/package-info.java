/** Main. Builds a world of the nodes' own classes, runs it, and lets faults happen to it. */
@NullMarked
package dev.weir.sim.fleet;

import org.jspecify.annotations.NullMarked;
