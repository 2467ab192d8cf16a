package dev.weir.builder.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeviceClass;
import dev.weir.builder.choice.Link;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.choice.Prices;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaSelectionTest {
  private static final byte[] OLD = Fixtures.program(1, 3000);
  private static final byte[] NEW = Fixtures.changed(OLD, 9);
  private static final long LZMA_MEMORY = 650_000;
  private static final long TABLE_MEMORY = 1_850_000;
  private static final Prices FREE = new Prices(0, 0, 0);

  @TempDir Path folder;
  private final List<String> encoded = new ArrayList<>();
  private ImagePair pair = new ImagePair(Path.of(""), Digest.of(OLD), Path.of(""), Digest.of(NEW));

  @BeforeEach
  void write() throws IOException {
    pair =
        new ImagePair(
            Fixtures.write(folder, "old", OLD),
            Digest.of(OLD),
            Fixtures.write(folder, "new", NEW),
            Digest.of(NEW));
  }

  /** Three tiers of one codec's file format, each of which says when it is made. */
  private List<DeltaVariant> variants() {
    return List.of(
        watched("lzma", LZMA_MEMORY, Fixtures.mixed(0)),
        watched("table", TABLE_MEMORY, Fixtures.mixed(18)),
        watched("large", 2 * TABLE_MEMORY, Fixtures.mixed(19)));
  }

  private DeltaVariant watched(String name, long memory, DeltaVariant variant) {
    DeltaCodec real = variant.encoder();
    DeltaCodec encoder =
        new DeltaCodec() {
          @Override
          public PayloadCodec codec() {
            return real.codec();
          }

          @Override
          public Encoded encode(Path base, Path image, Path out, Progress progress)
              throws IOException {
            encoded.add(name);
            return real.encode(base, image, out, progress);
          }
        };
    return new DeltaVariant(name, variant.codec(), memory, encoder);
  }

  private static Circumstances device(long memory, Prices prices, long mixedSpeed) {
    SortedMap<PayloadCodec, Long> speeds = new TreeMap<>();
    speeds.put(PayloadCodec.XZ, 50_000_000L);
    speeds.put(PayloadCodec.MIXED_LZMA, 10_000_000L);
    speeds.put(PayloadCodec.MIXED, mixedSpeed);
    return new Circumstances(
        new DeviceClass("device", memory, 0, speeds, Duration.ZERO),
        new Link("link", 1_000_000, 100_000),
        prices);
  }

  private List<String> offered(Circumstances... devices) throws IOException {
    Offer full =
        new Offer(
            PayloadCodec.XZ, Optional.empty(), Digest.of(NEW), NEW.length, 40_000, 100_000, 0);
    Path out = Files.createDirectories(folder.resolve("out"));
    List<DeltaSelection.Made> made =
        new DeltaSelection(variants(), List.of(devices)).make(pair, full, out, Progress.NONE);
    List<String> offered =
        made.stream().filter(DeltaSelection.Made::isOffered).map(m -> m.variant().name()).toList();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString().split("-", 2)[0]))
          .containsExactlyInAnyOrderElementsOf(offered);
    }
    return offered;
  }

  @Test
  void eachDeviceGetsTheTierThatItHasMemoryFor() throws IOException {
    assertThat(offered(device(700_000, FREE, 1_000_000), device(2_000_000, FREE, 1_000_000)))
        .containsExactly("lzma", "table");
    assertThat(encoded).containsExactly("lzma", "table");
  }

  @Test
  void whatADeviceIsBetterOffWithoutIsMadeAndLeftOut() throws IOException {
    assertThat(offered(device(2_000_000, FREE, 1_000_000))).containsExactly("table");
    assertThat(encoded).containsExactly("lzma", "table");
  }

  @Test
  void whatCannotWinWhateverItsSizeIsNotMade() throws IOException {
    // Decoding a table delta takes 0.48 s, and so costs more than the whole LZMA one.
    assertThat(offered(device(2_000_000, new Prices(1000, 0, 0), 100_000))).containsExactly("lzma");
    assertThat(encoded).containsExactly("lzma");
  }

  @Test
  void whereBytesCostNothingNoDeltaIsMade() throws IOException {
    Circumstances wire =
        new Circumstances(
            device(2_000_000, FREE, 1_000_000).device(),
            new Link("wire", 1_000_000, 0),
            new Prices(1, 0, 0));
    assertThat(offered(wire)).isEmpty();
    assertThat(encoded).isEmpty();
  }
}
