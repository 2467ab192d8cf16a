/** Adapter. The names that both ends of the MQTT transport share. */
@NullMarked
package dev.weir.transport.mqtt;

import org.jspecify.annotations.NullMarked;
