/** Port. What the tiers need of a transport, a clock and a link; adapters implement it. */
@NullMarked
package dev.weir.protocol.channel;

import org.jspecify.annotations.NullMarked;
