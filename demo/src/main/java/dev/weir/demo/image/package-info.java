/** Adapter. Real programs as images, and two that are wrong on purpose. */
@NullMarked
package dev.weir.demo.image;

import org.jspecify.annotations.NullMarked;
