/** Main. The story that the demo tells, from top to bottom. */
@NullMarked
package dev.weir.demo.app;

import org.jspecify.annotations.NullMarked;
