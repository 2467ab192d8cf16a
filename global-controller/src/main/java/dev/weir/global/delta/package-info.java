/** Pure. Deltas that are built after publishing: who waits for which, jobs, and what they add. */
@NullMarked
package dev.weir.global.delta;

import org.jspecify.annotations.NullMarked;
