package dev.weir.sim.fleet;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.wire.Bytes;
import java.util.Map;

/**
 * A release that can be published.
 *
 * @param signed the signed manifest
 * @param artifacts its payloads
 */
record Released(Manifest manifest, Bytes signed, Map<Digest, Bytes> artifacts) {}
