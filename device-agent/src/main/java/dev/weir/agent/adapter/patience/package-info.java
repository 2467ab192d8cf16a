/** Adapter. Waits where the disk is full. */
@NullMarked
package dev.weir.agent.adapter.patience;

import org.jspecify.annotations.NullMarked;
