package dev.weir.builder.release;

import dev.weir.builder.codec.DeltaCodec;
import dev.weir.protocol.manifest.PayloadCodec;

/**
 * A way in which a delta can be written.
 *
 * @param name of files, and for people, such as {@code mixed-1M}
 * @param codec of the payload
 * @param memory what decoding it needs at least, in bytes
 * @param encoder makes it
 */
public record DeltaVariant(String name, PayloadCodec codec, long memory, DeltaCodec encoder) {}
