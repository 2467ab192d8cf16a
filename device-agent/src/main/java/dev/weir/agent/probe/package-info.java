/** Port. What the machine says of itself. */
@NullMarked
package dev.weir.agent.probe;

import org.jspecify.annotations.NullMarked;
