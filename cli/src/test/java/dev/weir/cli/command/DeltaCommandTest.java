package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.CodecSummary;
import dev.weir.builder.release.DeltaFacts;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DeltaCommandTest extends CliFixture {
  private Path old = Path.of("");
  private Path image = Path.of("");
  private Path delta = Path.of("");

  @BeforeEach
  void write() throws IOException {
    byte[] content = new byte[20_000];
    new SplittableRandom(1).nextBytes(content);
    old = Files.write(temp.resolve("old.img"), content);
    content[5000]++;
    image = Files.write(temp.resolve("new.img"), content);
    delta = temp.resolve("new.delta");
  }

  private int build() {
    return run("delta", "build", old.toString(), image.toString(), "-o", delta.toString());
  }

  @Test
  void whatIsReadIsNotWrittenOver() throws IOException {
    byte[] before = Files.readAllBytes(old);
    assertThat(run("delta", "build", old.toString(), image.toString(), "-o", old.toString()))
        .isNotZero();
    assertThat(complained()).contains("is read by this command; write to another file");
    assertThat(old).hasBinaryContent(before);
  }

  @Test
  void aDeltaIsBuiltInspectedAndApplied() throws IOException {
    assertThat(build()).as(complained()).isZero();
    assertThat(Files.size(delta)).isLessThan(300);
    assertThat(printed()).contains("end     where it must be\n");
    assertThat(run("delta", "inspect", delta.toString())).isZero();
    assertThat(printed())
        .contains("codec   mixed-1M\n")
        .contains("image   20.0 kB, digest ")
        .contains("memory  1.9 MB to decode it\n")
        .contains("end     not looked for");
    assertThat(complained()).contains("mixed-1M: searching ...\n").doesNotContain(",");
    Path made = temp.resolve("made.img");
    assertThat(run("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()))
        .as(complained())
        .isZero();
    assertThat(made).hasSameBinaryContentAs(image);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() throws IOException {
    assertThat(build()).isZero();
    Path made = temp.resolve("made.img");
    assertThat(run("delta", "apply", image.toString(), delta.toString(), "-o", made.toString()))
        .isEqualTo(1);
    assertThat(complained()).contains("payload at byte 16: is for the base ");
    assertThat(run("delta", "inspect", old.toString())).isEqualTo(1);
    assertThat(complained())
        .contains("payload at byte 0: is no delta: it begins with neither WMIX");
    byte[] cut = Files.readAllBytes(delta);
    Files.write(delta, Arrays.copyOf(cut, cut.length - 3));
    assertThat(run("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()))
        .isEqualTo(1);
    assertThat(complained()).contains("the payload ends here, before the image does");
    assertThat(made).doesNotExist();
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  /** Two bytes of its own, then five of the base from the third on. */
  private static final byte[] GDIFF =
      HexFormat.of().parseHex("d1ffd1ff04" + "024142" + "f9000305" + "00");

  /** The same. */
  private static final byte[] VCDIFF =
      HexFormat.of().parseHex("d6c3c40000" + "0108000a0700020201" + "4142" + "0315" + "03");

  private static byte[] xz(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XZOutputStream packed = new XZOutputStream(out, new LZMA2Options())) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  /** The same; its blocks are packed by bzip2. */
  private static byte[] bsdiff() throws IOException {
    try (InputStream in = DeltaCommandTest.class.getResourceAsStream("/deltas/small.bsdiff")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void whatOtherProgramsMadeIsRecognisedAndApplied() throws IOException {
    Path made = temp.resolve("made.img");
    byte[] base = Files.readAllBytes(old);
    byte[] wanted = {'A', 'B', base[3], base[4], base[5], base[6], base[7]};
    Map<String, byte[]> deltas =
        Map.of("gdiff", GDIFF, "gdiff-xz", xz(GDIFF), "vcdiff", VCDIFF, "bsdiff", bsdiff());
    for (Map.Entry<String, byte[]> one : deltas.entrySet()) {
      Files.write(delta, one.getValue());
      assertThat(run("delta", "inspect", delta.toString())).as(complained()).isZero();
      assertThat(printed())
          .contains(" of the image\ncodec   " + one.getKey() + "\nimage   7 B\nmemory  ");
      assertThat(run("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()))
          .as(complained())
          .isZero();
      assertThat(made).hasBinaryContent(wanted);
      assertThat(printed()).contains("A " + one.getKey() + " delta names neither its base nor");
      Files.delete(made);
    }
  }

  @Test
  void whatOtherProgramsMadeOfAnotherBaseIsRefusedWhereSizesShowIt() throws IOException {
    Path made = temp.resolve("made.img");
    Path small = Files.write(temp.resolve("small.img"), new byte[7]);
    for (byte[] content : List.of(GDIFF, xz(GDIFF), VCDIFF, bsdiff())) {
      Files.write(delta, content);
      assertThat(run("delta", "apply", small.toString(), delta.toString(), "-o", made.toString()))
          .isEqualTo(1);
      assertThat(complained()).contains(" of a base of 7 bytes");
      assertThat(made).doesNotExist();
      assertThat(temp).isDirectoryNotContaining("glob:**.part");
    }
  }

  @Test
  void anImageOfAnotherDigestIsRefusedAndNothingIsWritten() throws IOException {
    assertThat(build()).isZero();
    byte[] ours = Files.readAllBytes(delta);
    byte[] base = Files.readAllBytes(old);
    Path made = temp.resolve("made.img");
    String another = Digest.of(base).hex();
    for (byte[] content : List.of(ours, GDIFF, xz(GDIFF), VCDIFF, bsdiff())) {
      Files.write(delta, content);
      assertThat(apply(made, "--digest", another)).isEqualTo(1);
      assertThat(complained()).contains("; must ").contains(another);
      assertThat(made).doesNotExist();
      assertThat(temp).isDirectoryNotContaining("glob:**.part");
    }
    Files.write(delta, GDIFF);
    byte[] wanted = {'A', 'B', base[3], base[4], base[5], base[6], base[7]};
    terminal.printed.getBuffer().setLength(0);
    assertThat(apply(made, "--digest", Digest.of(wanted).hex())).as(complained()).isZero();
    assertThat(printed()).contains("7 B, digest").doesNotContain("names neither");
    assertThat(apply(made, "--digest", "7f")).isEqualTo(2);
    assertThat(complained()).contains("digest must be 64 lower-case hexadecimal digits");
  }

  private int apply(Path made, String... more) {
    return run(
        List.of("delta", "apply", old.toString(), delta.toString(), "-o", made.toString()),
        List.of(more));
  }

  @Test
  void factsAreJsonToo() throws Exception {
    assertThat(build()).isZero();
    DeltaFacts facts = facts();
    assertThat(facts.codec()).isEqualTo("mixed-1M");
    assertThat(facts.bytes()).isEqualTo(Files.size(delta));
    assertThat(facts.base()).contains(Digest.of(Files.readAllBytes(old)));
    assertThat(facts.image()).contains(Digest.of(Files.readAllBytes(image)));
    Files.write(delta, xz(GDIFF));
    DeltaFacts foreign = facts();
    assertThat(foreign.codec()).isEqualTo("gdiff-xz");
    assertThat(foreign.imageBytes()).isEqualTo(7);
    assertThat(foreign.image()).isEmpty();
    assertThat(foreign.memoryBytes()).isBetween(8L << 20, 9L << 20);
    assertThat(foreign.endFound()).isTrue();
    Files.write(delta, GDIFF);
    assertThat(facts().memoryBytes()).isBetween(16_000L, 200_000L);
  }

  private DeltaFacts facts() throws Malformed {
    terminal.printed.getBuffer().setLength(0);
    assertThat(run("delta", "inspect", delta.toString(), "-o", "json")).as(complained()).isZero();
    return DeltaFacts.CODEC.fromJson(printed().strip());
  }

  @Test
  void aFileThatEndsElsewhereThanItsSizesSayIsRefused() throws IOException {
    String[] build = {"delta", "build", old.toString(), image.toString(), "-o", delta.toString()};
    assertThat(run(List.of(build), List.of("--codec", "lzma"))).as(complained()).isZero();
    assertThat(printed()).contains("codec   lzma-1M\n").contains("end     where it must be\n");
    byte[] lzma = Files.readAllBytes(delta);
    int size = lzma.length;
    refused(Arrays.copyOf(lzma, size - 1), size - 1, "ends inside the LZMA frame at byte 108");
    refused(Arrays.copyOf(lzma, 110), 110, "ends inside the header of the LZMA frame");
    refused(Arrays.copyOf(lzma, 108), 108, "ends after the header, before the image does");
    refused(Arrays.copyOf(lzma, size + 3), size + 3, "ends inside the header of the LZMA frame");
    int last = VCDIFF.length - 1;
    refused(
        Arrays.copyOf(VCDIFF, last),
        last,
        "the payload ends here, inside the window that goes on to 19");
    assertThat(apply(temp.resolve("made.img"))).isEqualTo(1);
    assertThat(temp.resolve("made.img")).doesNotExist();
    byte[] bsdiff = bsdiff();
    refused(Arrays.copyOf(bsdiff, 40), 40, "ends here, too early: it begins at byte");
    byte[] gdiff = xz(GDIFF);
    refused(Arrays.copyOf(gdiff, gdiff.length + 1), 7, "nothing may follow the XZ stream");
  }

  private void refused(byte[] content, int at, String rule) throws IOException {
    Files.write(delta, content);
    terminal.complained.getBuffer().setLength(0);
    assertThat(run("delta", "inspect", delta.toString())).isEqualTo(1);
    assertThat(complained()).contains(" at byte " + at + ": ").contains(rule);
  }

  @Test
  void aBenchmarkIsATableOrOneJsonObject() throws Exception {
    Path pairs = temp.resolve("pairs");
    Path pair = Files.createDirectories(pairs.resolve("tiny"));
    Files.copy(old, pair.resolve("old"));
    Files.copy(image, pair.resolve("new"));
    String[] words = {"delta", "bench", pairs.toString(), "--memory", "1m", "--no-peers"};
    assertThat(run(List.of(words), List.of("-o", "json"))).as(complained()).isZero();
    BenchReport report = BenchReport.CODEC.fromJson(printed().strip());
    assertThat(report.pairs()).hasSize(1);
    assertThat(report.summary())
        .extracting(CodecSummary::codec)
        .containsExactly("lzma-1M", "mixed-1M", "gdiff-xz", "full-xz");
    assertThat(report.isMemoryProven()).isTrue();
    assertThat(complained()).contains("tiny: gdiff-xz ...");
    terminal.printed.getBuffer().setLength(0);
    assertThat(run(words)).as(complained()).isZero();
    assertThat(printed())
        .startsWith("tiny: 20,000 to 20,000 bytes\n\nCODEC ")
        .contains("HELD AGAINST")
        .doesNotContain("AGENT:");
  }

  @Test
  void aBenchmarkNeedsPairs() throws IOException {
    assertThat(run("delta", "bench", temp.resolve("none").toString())).isEqualTo(1);
    assertThat(complained()).contains("none: is not there");
    Path empty = Files.createDirectory(temp.resolve("empty"));
    assertThat(run("delta", "bench", empty.toString())).isEqualTo(1);
    assertThat(complained()).contains("empty: holds no pair; it must hold NAME/old and NAME/new");
    assertThat(run("delta", "bench", empty.toString(), "--memory", "3M")).isEqualTo(2);
    assertThat(complained()).contains("--memory must be 1M, 2M or 24M; found 3M; or all");
  }

  @Test
  void anotherMemoryIsAWrongUsage() {
    assertThat(run("delta", "build", "a", "b", "-o", "c", "--memory", "7M")).isEqualTo(2);
    assertThat(complained()).contains("must be 1M, 2M or 24M; found 7M");
  }

  @Test
  void memoryOfACodecThatHasNoTiersIsAWrongUsage() {
    String[] build = {"delta", "build", old.toString(), image.toString(), "-o", delta.toString()};
    assertThat(run(List.of(build), List.of("--codec", "gdiff", "--memory", "1M"))).isEqualTo(2);
    assertThat(complained()).contains("--memory is for --codec mixed alone; decoders of gdiff");
    assertThat(delta).doesNotExist();
  }
}
