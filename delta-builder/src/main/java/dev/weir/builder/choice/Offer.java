package dev.weir.builder.choice;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.Optional;

/**
 * A payload that could be offered.
 *
 * @param base the image that a delta starts from; absent for a full image
 * @param size in bytes
 * @param memory what decoding it needs at most, in bytes
 */
public record Offer(PayloadCodec codec, Optional<Digest> base, long size, long memory) {}
