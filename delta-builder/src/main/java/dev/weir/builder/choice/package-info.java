/** Pure. Which payloads a release offers, and in which chunks. */
@NullMarked
package dev.weir.builder.choice;

import org.jspecify.annotations.NullMarked;
