/** Adapter. SQLite opened the one right way, for every store of every tier. */
@NullMarked
package dev.weir.storage;

import org.jspecify.annotations.NullMarked;
