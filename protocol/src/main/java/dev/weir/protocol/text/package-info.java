/** Pure. The protocol's values as people read and write them, in terminals and in consoles. */
@NullMarked
package dev.weir.protocol.text;

import org.jspecify.annotations.NullMarked;
