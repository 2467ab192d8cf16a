/** Pure. Which piece of a payload comes next, and when. */
@NullMarked
package dev.weir.agent.download;

import org.jspecify.annotations.NullMarked;
