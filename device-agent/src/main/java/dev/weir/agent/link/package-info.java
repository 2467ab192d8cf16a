/** Pure. How an agent reaches its region, and when it tries again. */
@NullMarked
package dev.weir.agent.link;

import org.jspecify.annotations.NullMarked;
