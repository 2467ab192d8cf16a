package dev.weir.cli.text;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecFigures;
import dev.weir.builder.bench.CodecSummary;
import dev.weir.builder.bench.PairFigures;
import dev.weir.builder.bench.PeerFigures;
import dev.weir.protocol.text.Amounts;
import java.util.Locale;
import java.util.Optional;

/** A benchmark of codecs: a table for each pair, one for other tools beside it, and the summary. */
public final class BenchText {
  private static final double MILLION = 1e6;

  private BenchText() {}

  public static String of(BenchReport report) {
    StringBuilder out = new StringBuilder();
    for (PairFigures pair : report.pairs()) {
      out.append(Printable.of(pair.name()))
          .append(": ")
          .append(Amounts.number(pair.oldBytes()))
          .append(" to ")
          .append(Amounts.number(pair.newBytes()))
          .append(" bytes")
          .append(pair.isMachineCode() ? ", machine code" : "")
          .append("\n\n")
          .append(pair(pair))
          .append('\n');
    }
    return out.append(summary(report))
        .append(
            """

            ENCODE and DECODE: processor time of one thread in a warm JVM, the shortest run; of a peer,
            of its whole process. A peer without times was not run: its size is known for these files.
            AGENT: a first decoding under an agent's flags; none where the heap of 10 MiB is too small.
            HEAP: what the decoder declares; a JVM with that and 6 MiB decoded it, unless it says fails.
            CODE, ALL: geometric mean of size by best peer's. LARGER: by over 0.5% and 256 bytes.
            """)
        .toString();
  }

  private static String pair(PairFigures pair) {
    TextTable table =
        new TextTable(
            "CODEC", ">SIZE", ">OF NEW", "CHOSEN", ">ENCODE", ">DECODE", ">SPEED", ">AGENT",
            "HEAP");
    for (CodecFigures codec : pair.codecs()) {
      table.row(
          codec.codec(),
          Amounts.number(codec.bytes()),
          share(codec.bytes(), pair.newBytes()),
          codec.chosen(),
          seconds(codec.encodeMicros()),
          seconds(codec.decodeMicros()),
          speed(pair.newBytes(), codec.decodeMicros()),
          codec.agentMicros().map(micros -> speed(pair.newBytes(), micros)).orElse(""),
          Amounts.bytes(codec.memoryBytes()) + (codec.isMemoryProven() ? "" : " fails"));
    }
    for (PeerFigures peer : pair.peers()) {
      table.row(
          peer.peer(),
          Amounts.number(peer.bytes()),
          share(peer.bytes(), pair.newBytes()),
          "peer",
          seconds(peer.encodeMicros()),
          seconds(peer.decodeMicros()),
          peer.decodeMicros().map(micros -> speed(pair.newBytes(), micros)).orElse(""),
          "",
          peer.isSmall() ? "within 1 MiB" : "");
    }
    return table.render();
  }

  private static String summary(BenchReport report) {
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
