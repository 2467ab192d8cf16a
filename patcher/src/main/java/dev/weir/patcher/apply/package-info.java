/** Pure. Turns a payload and a base image into the new image, as a stream that is pulled. */
@NullMarked
package dev.weir.patcher.apply;

import org.jspecify.annotations.NullMarked;
