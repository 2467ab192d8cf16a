/** Adapter. The agent's MQTT channel, on Eclipse Paho. */
@NullMarked
package dev.weir.transport.mqtt.agent;

import org.jspecify.annotations.NullMarked;
