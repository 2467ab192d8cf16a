/** Adapter. Keys in files, written atomically and synced. */
@NullMarked
package dev.weir.trust.adapter.file;

import org.jspecify.annotations.NullMarked;
