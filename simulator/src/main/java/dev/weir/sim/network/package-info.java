/** Adapter. Links in virtual time that lose, repeat, reorder, delay and part. */
@NullMarked
package dev.weir.sim.network;

import org.jspecify.annotations.NullMarked;
