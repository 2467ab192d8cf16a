/** Pure. Label expressions that choose devices. */
@NullMarked
package dev.weir.protocol.selector;

import org.jspecify.annotations.NullMarked;
