/**
 * Port. What selects the slot and counts starts; its rules are pure, its one small record is behind
 * a port.
 */
@NullMarked
package dev.weir.agent.boot;

import org.jspecify.annotations.NullMarked;
