package dev.weir.builder.release;

import dev.weir.protocol.id.Version;
import java.nio.file.Path;

/** An image in the field that a delta should start from, and what people call it. */
public record Base(Path image, Version version) {}
