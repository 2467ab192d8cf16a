/** Pure. What the rows of a salvaged store say of each other, and of those that are lost. */
@NullMarked
package dev.weir.global.salvage;

import org.jspecify.annotations.NullMarked;
