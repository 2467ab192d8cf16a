/** Pure. A device's place in a rollout. */
@NullMarked
package dev.weir.protocol.rank;

import org.jspecify.annotations.NullMarked;
