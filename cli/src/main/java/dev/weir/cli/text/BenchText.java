package dev.weir.cli.text;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecFigures;
import dev.weir.builder.bench.CodecSummary;
import dev.weir.builder.bench.PairFigures;
import dev.weir.builder.bench.PeerFigures;
import dev.weir.protocol.text.Amounts;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A benchmark of codecs: a table for each pair, other tools in it too, and the summary. */
public final class BenchText {
  private static final double MILLION = 1e6;

  private final boolean asAgent;

  /**
   * @param asAgent whether it was measured what decoding takes under an agent's flags
   */
  public BenchText(boolean asAgent) {
    this.asAgent = asAgent;
  }

  /** What stands below the pairs. */
  public String summary(BenchReport report) {
    return table(report)
        + """

        ENCODE and DECODE: processor time of one thread in a warm JVM, the shortest run; of a peer,
        of its whole process. A peer without times was not run: its size is known for these files.
        """
        + (asAgent
            ? """
              AGENT: a first decoding under an agent's flags; none where the heap of 10 MiB is too small.
              """
            : "")
        + """
        HEAP: what the decoder declares; a JVM with that and 6 MiB decoded it, unless it says fails.
        CODE, ALL: geometric mean of size by best peer's. LARGER: by over 0.5% and 256 bytes.
        """;
  }

  /** One pair, with a blank line after it. */
  public String pair(PairFigures pair) {
    TextTable table =
        new TextTable(
            cells(
                ">AGENT", "HEAP", "CODEC", ">SIZE", ">OF NEW", "CHOSEN", ">ENCODE", ">DECODE",
                ">SPEED"));
    for (CodecFigures codec : pair.codecs()) {
      table.row(
          (Object[])
              cells(
                  codec.agentMicros().map(micros -> speed(pair.newBytes(), micros)).orElse(""),
                  Amounts.bytes(codec.memoryBytes()) + (codec.isMemoryProven() ? "" : " fails"),
                  codec.codec(),
                  Amounts.number(codec.bytes()),
                  share(codec.bytes(), pair.newBytes()),
                  codec.chosen(),
                  seconds(codec.encodeMicros()),
                  seconds(codec.decodeMicros()),
                  speed(pair.newBytes(), codec.decodeMicros())));
    }
    for (PeerFigures peer : pair.peers()) {
      table.row(
          (Object[])
              cells(
                  "",
                  peer.isSmall() ? "within 1 MiB" : "",
                  peer.peer(),
                  Amounts.number(peer.bytes()),
                  share(peer.bytes(), pair.newBytes()),
                  "peer",
                  seconds(peer.encodeMicros()),
                  seconds(peer.decodeMicros()),
                  peer.decodeMicros().map(micros -> speed(pair.newBytes(), micros)).orElse("")));
    }
    return Printable.of(pair.name())
        + ": "
        + Amounts.number(pair.oldBytes())
        + " to "
        + Amounts.number(pair.newBytes())
        + " bytes"
        + (pair.isMachineCode() ? ", machine code" : "")
        + "\n\n"
        + table.render()
        + "\n";
  }

  /** The cells, then the agent's where there is one, then the heap's. */
  private String[] cells(String agent, String heap, String... first) {
    return Stream.of(Stream.of(first), Stream.of(agent).filter(cell -> asAgent), Stream.of(heap))
        .flatMap(cells -> cells)
        .toArray(String[]::new);
  }

  private static String table(BenchReport report) {
    TextTable table =
        new TextTable(
            "CODEC",
            "HELD AGAINST",
            ">CODE",
            ">PAIRS",
            ">ALL",
            ">PAIRS",
            ">LARGER",
            ">WORST",
            "WORST PAIR");
    for (CodecSummary row : report.summary()) {
      table.row(
          row.codec(),
          row.tier().isHeldAgainstSmallPeers() ? "peers in 1 MiB" : "all peers",
          ratio(row.codeRatio()),
          row.codePairs(),
          ratio(row.ratio()),
          row.pairs(),
          row.larger(),
          ratio(row.worstRatio()),
          row.worstPair().orElse(""));
    }
    return table.render();
  }

  private static String share(long bytes, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.2f%%", 100.0 * bytes / whole);
  }

  private static String seconds(Optional<Long> micros) {
    return micros.map(BenchText::seconds).orElse("");
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.2f s", micros / MILLION);
  }

  /** Bytes in a microsecond are MB in a second. */
  private static String speed(long bytes, long micros) {
    return micros == 0 ? "" : String.format(Locale.ROOT, "%.1f MB/s", (double) bytes / micros);
  }

  private static String ratio(Optional<Double> ratio) {
    return ratio.map(value -> String.format(Locale.ROOT, "%.3f", value)).orElse("");
  }
}
