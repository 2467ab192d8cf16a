/** Pure. Telemetry that waits for the region: how it is packed, bounded, counted and paced. */
@NullMarked
package dev.weir.agent.spool;

import org.jspecify.annotations.NullMarked;
