/** Pure. The index over all devices of a region and the step that ties the parts together. */
@NullMarked
package dev.weir.region.core;

import org.jspecify.annotations.NullMarked;
