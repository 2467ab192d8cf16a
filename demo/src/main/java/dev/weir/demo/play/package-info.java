/** Pure. What can be typed at the demo's prompt. */
@NullMarked
package dev.weir.demo.play;

import org.jspecify.annotations.NullMarked;
