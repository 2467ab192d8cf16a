/** Main. Options and wiring of the global controller. */
@NullMarked
package dev.weir.global.app;

import org.jspecify.annotations.NullMarked;
