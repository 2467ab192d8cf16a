/**
 * Pure. What an image consists of: which machine runs it, where it is loaded, which words may be
 * addresses. A wrong guess makes a larger delta, never a wrong image.
 */
@NullMarked
package dev.weir.builder.anatomy;

import org.jspecify.annotations.NullMarked;
