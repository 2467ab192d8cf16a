/** Adapter. The region's store in SQLite. */
@NullMarked
package dev.weir.region.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
