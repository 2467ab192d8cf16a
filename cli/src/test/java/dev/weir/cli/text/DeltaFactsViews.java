package dev.weir.cli.text;

import dev.weir.builder.release.DeltaFacts;
import dev.weir.protocol.id.Digest;
import java.util.List;
import java.util.Optional;

/** Two made-up deltas. */
final class DeltaFactsViews {
  private DeltaFactsViews() {}

  static DeltaFacts container() {
    return new DeltaFacts(
        "lzma-1M",
        1_200_000,
        19_195_023,
        Optional.of(Digest.of(new byte[] {1})),
        Optional.of(19_190_000L),
        Optional.of(Digest.of(new byte[] {2})),
        690_000,
        43_000_000,
        List.of("x86_64", "deflate"),
        true);
  }

  static DeltaFacts foreign() {
    return new DeltaFacts(
        "bsdiff",
        21_898,
        790_000,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        11_000_000,
        0,
        List.of(),
        false);
  }
}
