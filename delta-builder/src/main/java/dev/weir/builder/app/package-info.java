/** Main. Wires the pipeline; figures of the delta engine. */
@NullMarked
package dev.weir.builder.app;

import org.jspecify.annotations.NullMarked;
