/** Pure. What all payload formats share: how a malformed one is refused. */
@NullMarked
package dev.weir.patcher.format;

import org.jspecify.annotations.NullMarked;
