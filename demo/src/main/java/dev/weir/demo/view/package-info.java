/** Adapter. What the demo shows, and where it reads it. */
@NullMarked
package dev.weir.demo.view;

import org.jspecify.annotations.NullMarked;
