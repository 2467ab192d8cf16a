/**
 * Driver. Takes the figures of a benchmark: runs our codecs and other tools over folders of pairs,
 * decodes what they made and compares it.
 */
@NullMarked
package dev.weir.builder.bench.drive;

import org.jspecify.annotations.NullMarked;
