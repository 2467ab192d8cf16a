/** Adapter. CoAP over DTLS, both ends: a region's front end, an agent's channel and payloads. */
@NullMarked
package dev.weir.transport.coap;

import org.jspecify.annotations.NullMarked;
