/** Pure. What devices, regions and global say to each other. */
@NullMarked
package dev.weir.protocol.message;

import org.jspecify.annotations.NullMarked;
