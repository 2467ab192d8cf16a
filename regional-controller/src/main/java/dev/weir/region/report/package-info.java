/** Pure. Counts of a rollout's targets and what they prove. */
@NullMarked
package dev.weir.region.report;

import org.jspecify.annotations.NullMarked;
