package dev.weir.protocol.channel;

import dev.weir.protocol.id.DeviceId;
import java.net.URI;
import java.time.Duration;

/**
 * How an agent reaches its region over one transport.
 *
 * @param address of the front end; its certificate must name the same host or be the region's
 * @param keepAlive longest silence of the connection before it is probed
 */
public record ChannelSettings(
    URI address, DeviceId device, Credentials credentials, Duration keepAlive) {}
