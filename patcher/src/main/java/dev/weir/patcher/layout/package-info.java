/**
 * Pure. Where things are in two images: which parts of the old one the new one repeats, which
 * address each part is loaded to, and what its words may be.
 */
@NullMarked
package dev.weir.patcher.layout;

import org.jspecify.annotations.NullMarked;
