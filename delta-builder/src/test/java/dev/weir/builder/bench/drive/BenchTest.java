package dev.weir.builder.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecFigures;
import dev.weir.builder.bench.KnownPeers;
import dev.weir.builder.bench.PairFigures;
import dev.weir.builder.bench.PeerFigures;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  private static final int TABLE_BITS = 10;
  private static final Bench.Extent ALONE = new Bench.Extent(false, false);

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private final byte[] old = new byte[20_000];
  private final byte[] image = new byte[20_000];

  @BeforeEach
  void writePair() throws IOException {
    new SplittableRandom(1).nextBytes(old);
    System.arraycopy(old, 0, image, 0, old.length);
    image[5000]++;
    Path pair = Files.createDirectory(folder.resolve("one"));
    Files.write(pair.resolve("old"), old);
    Files.write(pair.resolve("new"), image);
  }

  private BenchReport run(Bench.Extent extent, Contender... contenders) throws IOException {
    KnownPeers known =
        KnownPeers.parse(
            "pair one " + Digest.of(old) + " " + Digest.of(image) + "\nhdiffz 500 small\n");
    return new Bench(List.of(contenders), known, (step, done, total) -> said.add(step))
        .run(folder, extent, pair -> said.add(pair.name() + " is done"));
  }

  private static Contender mixed() {
    return Contender.of("mixed", Tier.M1, new MixedDeltaCodec(TABLE_BITS));
  }

  @Test
  void measuresProvesAndSumsUp() throws IOException {
    BenchReport report =
        run(new Bench.Extent(false, true), mixed(), Contender.of("full", new XzFullCodec()));
    PairFigures pair = report.pairs().get(0);
    assertThat(pair.name()).isEqualTo("one");
    assertThat(pair.peers()).extracting(PeerFigures::peer).containsExactly("hdiffz");
    CodecFigures delta = pair.codecs().get(0);
    assertThat(delta.bytes()).isBetween(100L, 300L);
    assertThat(delta.chosen()).isEqualTo("none");
    assertThat(delta.encodeMicros()).isPositive();
    assertThat(delta.decodeMicros()).isPositive();
    assertThat(delta.agentMicros().orElseThrow()).isPositive();
    assertThat(delta.isMemoryProven()).isTrue();
    assertThat(pair.codecs().get(1).bytes()).isGreaterThan(20_000);
    assertThat(report.summary().get(0).ratio().orElseThrow())
        .isEqualTo(delta.bytes() / 500.0, within(1e-9));
    assertThat(said)
        .containsExactly(
            "one: mixed, to warm up",
            "one: full, to warm up",
            "one: mixed",
            "one: full",
            "one is done");
  }

  /** The largest table, in a heap that holds all of a JVM but it. */
  @Test
  void aHeapThatIsTooSmallIsFoundOut() throws IOException {
    MixedDeltaCodec large = new MixedDeltaCodec(22);
    Path pair = folder.resolve("one");
    Path payload = folder.resolve("payload");
    Encoded encoded =
        large.encode(pair.resolve("old"), pair.resolve("new"), payload, Progress.NONE);
    Decoding decoding =
        new Decoding(
            large.codec(), payload, pair.resolve("old"), pair.resolve("new"), encoded.memory());
    assertThatThrownBy(() -> decoding.process("-Xmx8m").run(folder))
        .isInstanceOf(Command.OutOfMemory.class);
    assertThat(decoding.process("-Xmx64m").run(folder).strip()).matches("[0-9]+");
  }

  @Test
  void whatDecodesToAnotherImageIsNoFigure() {
    XzFullCodec full = new XzFullCodec();
    Contender wrong =
        new Contender(
            "wrong",
            Tier.OTHER,
            full.codec(),
            (from, to, out) -> full.encode(from, out, Progress.NONE));
    assertThatThrownBy(() -> run(ALONE, wrong))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("decodes to another image than");
  }

  @Test
  void otherToolsAreRunWhereTheyAreInstalled() throws IOException {
    BenchReport report = run(new Bench.Extent(true, false), mixed());
    List<PeerFigures> peers = report.pairs().get(0).peers();
    assertThat(peers).extracting(PeerFigures::peer).contains("hdiffz");
    assertThat(peers)
        .filteredOn(peer -> peer.encodeMicros().isPresent())
        .extracting(PeerFigures::peer)
        .containsExactlyInAnyOrderElementsOf(Peer.installed().stream().map(Peer::name).toList());
  }
}
