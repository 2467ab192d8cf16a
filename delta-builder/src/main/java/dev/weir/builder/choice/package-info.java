/** Pure. Which payloads a release offers, in which chunks, and which is the cheapest for whom. */
@NullMarked
package dev.weir.builder.choice;

import org.jspecify.annotations.NullMarked;
