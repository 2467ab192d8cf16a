/** Adapter. Disks in memory that forget at a crash what was not synced. */
@NullMarked
package dev.weir.sim.disk;

import org.jspecify.annotations.NullMarked;
