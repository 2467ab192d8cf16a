/** Adapter. Images started as processes, with no shell in between. */
@NullMarked
package dev.weir.agent.adapter.exec;

import org.jspecify.annotations.NullMarked;
