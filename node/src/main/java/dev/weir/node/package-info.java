/** Driver. What every process has: its loop, logs, health, metrics, options, an orderly stop. */
@NullMarked
package dev.weir.node;

import org.jspecify.annotations.NullMarked;
