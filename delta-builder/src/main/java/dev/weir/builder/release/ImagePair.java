package dev.weir.builder.release;

import dev.weir.protocol.id.Digest;
import java.nio.file.Path;

/** What a delta is made of: two images, which differ, and their digests. */
public record ImagePair(Path base, Digest baseDigest, Path image, Digest imageDigest) {}
