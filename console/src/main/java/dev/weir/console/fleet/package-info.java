/** Port. What the pages of a console ask of the controller that serves them. */
@NullMarked
package dev.weir.console.fleet;

import org.jspecify.annotations.NullMarked;
