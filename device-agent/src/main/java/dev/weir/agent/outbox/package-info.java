/** Pure. What waits for the region: its order, its limits, its cursor. */
@NullMarked
package dev.weir.agent.outbox;

import org.jspecify.annotations.NullMarked;
