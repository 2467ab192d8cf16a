package dev.weir.protocol.api;

import dev.weir.protocol.id.Digest;

/**
 * That a caller's write is one and the same, however often it is sent.
 *
 * @param key digest of the {@code Idempotency-Key} that the caller chose
 * @param request digest of what is asked for: method, path and body
 */
public record Claim(Digest key, Digest request) {}
