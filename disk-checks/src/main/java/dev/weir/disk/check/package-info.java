/** Adapter. Real disks that are small, for tests. */
@NullMarked
package dev.weir.disk.check;

import org.jspecify.annotations.NullMarked;
