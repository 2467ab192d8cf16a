/** Pure. Which region serves a device. */
@NullMarked
package dev.weir.global.partition;

import org.jspecify.annotations.NullMarked;
