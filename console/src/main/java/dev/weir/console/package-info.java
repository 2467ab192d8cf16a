/** Adapter. The pages of both consoles as routes; docs/console.md has their map. */
@NullMarked
package dev.weir.console;

import org.jspecify.annotations.NullMarked;
