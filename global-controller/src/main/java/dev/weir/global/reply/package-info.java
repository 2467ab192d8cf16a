/** Port. Answers and expected refusals, as values. */
@NullMarked
package dev.weir.global.reply;

import org.jspecify.annotations.NullMarked;
