package dev.weir.builder.release;

import dev.weir.builder.choice.Offer;
import java.nio.file.Path;

/** An encoded payload and the file that holds it. */
record Candidate(Offer offer, Path file) {}
