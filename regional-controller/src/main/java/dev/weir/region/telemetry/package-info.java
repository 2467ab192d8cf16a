/** Pure. Telemetry on its way into a region's store and out of it again. */
@NullMarked
package dev.weir.region.telemetry;

import org.jspecify.annotations.NullMarked;
