/** Pure. The rollout machine, its gates and thresholds. */
@NullMarked
package dev.weir.global.rollout;

import org.jspecify.annotations.NullMarked;
