/** Adapter. The store in one SQLite file. */
@NullMarked
package dev.weir.global.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
