/** Adapter. What Linux says of processor, memory, disk, temperature and network. */
@NullMarked
package dev.weir.agent.adapter.probe;

import org.jspecify.annotations.NullMarked;
