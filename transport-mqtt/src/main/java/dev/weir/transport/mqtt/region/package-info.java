/** Adapter. The region's MQTT front end, on Netty's codec. */
@NullMarked
package dev.weir.transport.mqtt.region;

import org.jspecify.annotations.NullMarked;
