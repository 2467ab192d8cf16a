package dev.weir.builder.bench.drive;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecFigures;
import dev.weir.builder.bench.KnownPeers;
import dev.weir.builder.bench.PairFigures;
import dev.weir.builder.bench.PeerFigures;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes the figures of a folder of pairs. Each codec encodes and decodes the smallest pair first,
 * for the JVM to compile it; that run is not counted. Whatever is decoded is compared with the
 * image byte for byte, and again in a process whose heap is what the decoder declares and 6 MiB.
 *
 * @param contenders our codecs, in the order of the report
 * @param known patches of other tools, for those that are not run
 */
public record Bench(List<Contender> contenders, KnownPeers known, Progress progress) {
  /** What a decoding process has besides what the decoder declares, in KiB. */
  private static final long SPARE_KIB = 6 * 1024;

  private static final String SERIAL = "-XX:+UseSerialGC";

  /** The largest table is one array, which has to fit into what is left for old objects. */
  private static final String FEW_YOUNG = "-Xmn2m";

  /**
   * What is measured besides our codecs.
   *
   * @param withPeers whether other tools are run
   * @param asAgent whether decoding under an agent's flags is measured too
   */
  public record Extent(boolean withPeers, boolean asAgent) {}

  /** Copies the list. */
  public Bench {
    contenders = List.copyOf(contenders);
  }

  /**
   * Runs everything, one after the other.
   *
   * @param folder holds {@code NAME/old} and {@code NAME/new}
   * @param told each pair's figures as soon as they are taken
   * @throws IOException where that is not so, a tool fails, or anything decodes to another image
   */
  public BenchReport run(Path folder, Extent extent, Consumer<PairFigures> told)
      throws IOException {
    List<Pair> pairs = Pair.in(folder);
    Path work = Files.createTempDirectory("weir-bench");
    try {
      warmUp(smallest(pairs), work);
      List<PairFigures> figures = new ArrayList<>();
      for (Pair pair : pairs) {
        PairFigures found = figures(pair, extent, work);
        told.accept(found);
        figures.add(found);
      }
      return BenchReport.of(figures);
    } finally {
      delete(work);
    }
  }

  private void warmUp(Pair pair, Path work) throws IOException {
    for (Contender contender : contenders) {
      say(pair, contender.name() + ", to warm up");
      make(pair, contender, work);
    }
  }

  private PairFigures figures(Pair pair, Extent extent, Path work) throws IOException {
    List<CodecFigures> codecs = new ArrayList<>();
    for (Contender contender : contenders) {
      say(pair, contender.name());
      codecs.add(codec(pair, contender, extent, work));
    }
    return new PairFigures(
        pair.name(),
        Files.size(pair.old()),
        Files.size(pair.image()),
        codecs,
        peers(pair, extent.withPeers() ? Peer.installed() : List.of(), work));
  }

  private static CodecFigures codec(Pair pair, Contender contender, Extent extent, Path work)
      throws IOException {
    Made made = make(pair, contender, work);
    Decoding decoding = made.decoding();
    Chosen chosen = Chosen.of(decoding);
    return new CodecFigures(
        contender.name(),
        contender.tier(),
        Files.size(decoding.payload()),
        chosen.text(),
        chosen.isMachineCode(),
        made.encodeMicros(),
        made.decodeMicros(),
        decoding.memory(),
        inSmallHeap(decoding, work).isPresent(),
        extent.asAgent() ? asAgent(decoding, work) : Optional.empty());
  }

  private record Made(Decoding decoding, long encodeMicros, long decodeMicros) {}

  private static Made make(Pair pair, Contender contender, Path work) throws IOException {
    Path payload = work.resolve("payload");
    Cpu.Timed<Encoded> encoded =
        Cpu.best(() -> contender.encoder().encode(pair.old(), pair.image(), payload));
    Decoding decoding =
        new Decoding(
            contender.codec(), payload, pair.old(), pair.image(), encoded.value().memory());
    return new Made(decoding, encoded.micros(), Cpu.best(decoding::run).micros());
  }

  private List<PeerFigures> peers(Pair pair, List<Peer> installed, Path work) throws IOException {
    List<PeerFigures> figures = new ArrayList<>();
    for (Peer peer : installed) {
      say(pair, peer.name());
      figures.add(peer.run(pair, work));
    }
    for (PeerFigures other : known.of(pair.oldDigest(), pair.imageDigest())) {
      if (figures.stream().noneMatch(peer -> peer.peer().equals(other.peer()))) {
        figures.add(other);
      }
    }
    figures.sort(Comparator.comparingLong(PeerFigures::bytes));
    return figures;
  }

  /** Processor time of decoding; empty where what is declared and 6 MiB are too few. */
  static Optional<Long> inSmallHeap(Decoding decoding, Path work) throws IOException {
    long kib = decoding.memory() / 1024 + SPARE_KIB;
    return micros(decoding.process("-Xmx" + kib + "k", FEW_YOUNG, SERIAL), work);
  }

  private static Optional<Long> asAgent(Decoding decoding, Path work) throws IOException {
    return micros(decoding.process("-Xmx10m", SERIAL, "-XX:TieredStopAtLevel=1"), work);
  }

  /** Empty where the heap is too small. */
  private static Optional<Long> micros(Command decoding, Path work) throws IOException {
    try {
      return Optional.of(Long.parseLong(decoding.run(work).strip()));
    } catch (Command.OutOfMemory e) {
      return Optional.empty();
    }
  }

  private void say(Pair pair, String what) {
    progress.at(pair.name() + ": " + what, 0, 1);
  }

  private static Pair smallest(List<Pair> pairs) throws IOException {
    Pair smallest = pairs.get(0);
    for (Pair pair : pairs) {
      if (Files.size(pair.image()) < Files.size(smallest.image())) {
        smallest = pair;
      }
    }
    return smallest;
  }

  private static void delete(Path work) throws IOException {
    List<Path> files;
    try (Stream<Path> inside = Files.list(work)) {
      files = inside.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(work);
  }
}
