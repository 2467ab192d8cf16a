/** Adapter. The agent's store in SQLite. */
@NullMarked
package dev.weir.agent.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
