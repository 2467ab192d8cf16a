/** Adapter. Cached artifacts as files. */
@NullMarked
package dev.weir.region.adapter.disk;

import org.jspecify.annotations.NullMarked;
