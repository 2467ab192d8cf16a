/** Adapter. What the console's pages ask, from the driver. */
@NullMarked
package dev.weir.global.adapter.console;

import org.jspecify.annotations.NullMarked;
