/** Pure. Telemetry readings and their SenML form. */
@NullMarked
package dev.weir.protocol.telemetry;

import org.jspecify.annotations.NullMarked;
