/** Main. Wires the pipeline and the benchmark of its codecs. */
@NullMarked
package dev.weir.builder.app;

import org.jspecify.annotations.NullMarked;
