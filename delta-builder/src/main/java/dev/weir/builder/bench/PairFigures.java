package dev.weir.builder.bench;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All figures of one pair of images; sizes in bytes. */
public record PairFigures(
    String name, long oldBytes, long newBytes, List<CodecFigures> codecs, List<PeerFigures> peers) {
  private static final Field<PairFigures, String> NAME =
      Field.required(1, "name", Types.text(Limits.TEXT), PairFigures::name);
  private static final Field<PairFigures, Long> OLD =
      Field.required(2, "oldBytes", Types.COUNT, PairFigures::oldBytes);
  private static final Field<PairFigures, Long> NEW =
      Field.required(3, "newBytes", Types.COUNT, PairFigures::newBytes);
  private static final Field<PairFigures, List<CodecFigures>> CODECS =
      Field.required(4, "codecs", Types.list(CodecFigures.TABLE, Limits.LIST), PairFigures::codecs);
  private static final Field<PairFigures, List<PeerFigures>> PEERS =
      Field.required(5, "peers", Types.list(PeerFigures.TABLE, Limits.LIST), PairFigures::peers);

  static final Table<PairFigures> TABLE =
      new Table<>(
          "pair-figures",
          List.of(NAME, OLD, NEW, CODECS, PEERS),
          row ->
              new PairFigures(
                  row.get(NAME), row.get(OLD), row.get(NEW), row.get(CODECS), row.get(PEERS)));

  /** Copies the lists. */
  public PairFigures {
    codecs = List.copyOf(codecs);
    peers = List.copyOf(peers);
  }

  /** Whether any codec chose an instruction set for the images as they are. */
  public boolean isMachineCode() {
    return codecs.stream().anyMatch(CodecFigures::isMachineCode);
  }

  /** The smallest patch of the peers that a tier is held against; empty where there is none. */
  public Optional<PeerFigures> bestPeer(Tier tier) {
    return peers.stream()
        .filter(peer -> peer.isSmall() || !tier.isHeldAgainstSmallPeers())
        .min(Comparator.comparingLong(PeerFigures::bytes));
  }
}
