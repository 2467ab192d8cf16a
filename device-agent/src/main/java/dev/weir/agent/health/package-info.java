/** Pure. Whether this machine can start an image, how often it is tried, what its output means. */
@NullMarked
package dev.weir.agent.health;

import org.jspecify.annotations.NullMarked;
