/** Pure. What a rollout will do, before it does it. */
@NullMarked
package dev.weir.global.plan;

import org.jspecify.annotations.NullMarked;
