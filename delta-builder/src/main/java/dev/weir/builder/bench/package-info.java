/**
 * Pure. What a benchmark of codecs over pairs of images found, held against what other tools make
 * of the same pairs.
 */
@NullMarked
package dev.weir.builder.bench;

import org.jspecify.annotations.NullMarked;
