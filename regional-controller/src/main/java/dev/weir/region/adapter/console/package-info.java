/** Adapter. What the console's pages ask, from the region's queries. */
@NullMarked
package dev.weir.region.adapter.console;

import org.jspecify.annotations.NullMarked;
