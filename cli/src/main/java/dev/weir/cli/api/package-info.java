/** Port. Global's API as the commands see it, and the exchange that carries it. */
@NullMarked
package dev.weir.cli.api;

import org.jspecify.annotations.NullMarked;
