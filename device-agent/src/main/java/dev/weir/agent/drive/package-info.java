/** Driver. Stores, then acts: one loop ties the machine, the ports and the link. */
@NullMarked
package dev.weir.agent.drive;

import org.jspecify.annotations.NullMarked;
