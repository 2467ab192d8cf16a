/** Pure. What operators write in options: shares, durations, waves, gates, thresholds. */
@NullMarked
package dev.weir.cli.option;

import org.jspecify.annotations.NullMarked;
