/** Pure. The update machine: the steps of an action, and the table that ties them. */
@NullMarked
package dev.weir.agent.update;

import org.jspecify.annotations.NullMarked;
