/** Port. What makes payloads of images, and who is told how far it is. */
@NullMarked
package dev.weir.builder.codec;

import org.jspecify.annotations.NullMarked;
