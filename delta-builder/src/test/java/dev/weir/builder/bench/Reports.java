package dev.weir.builder.bench;

import java.util.List;
import java.util.Optional;

/** Figures of made-up pairs. */
final class Reports {
  private Reports() {}

  static PairFigures pair(String name, boolean isCode, List<PeerFigures> peers, long... bytes) {
    List<CodecFigures> codecs =
        List.of(
            codec("a-1M", Tier.M1, bytes[0], isCode), codec("a-24M", Tier.M24, bytes[1], isCode));
    return new PairFigures(name, 1000, 2000, codecs, peers);
  }

  static PeerFigures peer(String name, long bytes, boolean isSmall) {
    return new PeerFigures(name, bytes, isSmall, Optional.of(40L), Optional.empty());
  }

  private static CodecFigures codec(String name, Tier tier, long bytes, boolean isCode) {
    return new CodecFigures(
        name,
        tier,
        bytes,
        isCode ? "thumb" : "none",
        isCode,
        30,
        20,
        1_000_000,
        true,
        Optional.of(50L));
  }
}
