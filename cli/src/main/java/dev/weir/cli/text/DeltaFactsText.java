package dev.weir.cli.text;

import dev.weir.builder.release.DeltaFacts;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.text.Amounts;
import java.util.Optional;

/** What a delta in a file is for, and what decoding it needs. */
public final class DeltaFactsText {
  private DeltaFactsText() {}

  public static String of(String file, DeltaFacts facts) {
    String base =
        facts.baseBytes().map(bytes -> "base    " + image(bytes, facts.base()) + "\n").orElse("");
    String scratch =
        facts.scratchBytes() == 0
            ? ""
            : "scratch "
                + Amounts.bytes(facts.scratchBytes())
                + ", what the base's containers hold\n";
    return Printable.of(file)
        + ": "
        + Amounts.bytes(facts.bytes())
        + ", "
        + Amounts.percent(facts.bytes(), Math.max(1, facts.imageBytes()))
        + " of the image\ncodec   "
        + facts.codec()
        + (facts.found().isEmpty() ? "" : ", with " + String.join(", ", facts.found()))
        + "\n"
        + base
        + "image   "
        + image(facts.imageBytes(), facts.image())
        + "\nmemory  "
        + Amounts.bytes(facts.memoryBytes())
        + " to decode it\n"
        + scratch
        + "end     "
        + (facts.endFound()
            ? "where it must be"
            : "not looked for: only applying it shows whether the file is whole")
        + "\n"
        + (facts.image().isPresent() ? "" : unchecked(facts.codec()));
  }

  private static String image(long bytes, Optional<Digest> digest) {
    return Amounts.bytes(bytes) + digest.map(one -> ", digest " + one).orElse("");
  }

  /** What is not known of an image that a delta of another program made. */
  public static String unchecked(String codec) {
    return "A "
        + codec
        + " delta names neither its base nor its image: without apply --digest only sizes are"
        + " checked,\nand checksums where it has any.\n";
  }
}
