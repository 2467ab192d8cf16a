/** Pure. What a decoder knows, written down and put back: a checkpoint's content. */
@NullMarked
package dev.weir.patcher.state;

import org.jspecify.annotations.NullMarked;
