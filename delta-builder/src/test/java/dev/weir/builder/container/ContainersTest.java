package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {
  @Test
  void anEmptyImageHasNoPieces() {
    assertThat(Checked.pieces(new byte[0])).isEmpty();
  }

  @Test
  void anImageOfNoContainersIsOneRawPiece() {
    byte[] image = Samples.noise(1, 100_000);
    assertThat(Checked.pieces(image)).containsExactly(Piece.raw(image.length));
  }

  @Test
  void containersOfAllKindsAreFoundInOneImage() {
    assertThat(Checked.found(image()))
        .extracting(Piece::kind)
        .contains(Kind.DEFLATE, Kind.INTEL_HEX, Kind.S_RECORD);
  }

  /** One of each, none of them large. */
  private static byte[] image() {
    byte[] content = Records.content(400);
    return Checked.joined(
        Samples.zip(6, Samples.text(1, 900), Samples.text(2, 100)),
        Samples.gzip(Samples.text(3, 700)),
        new Records("\r\n").upper(4, 2).data(0xffc0, content, 0, 64, 16).bytes(),
        new Records("\r\n").upper(4, 3).data(0, content, 64, 400, 16).end().bytes(),
        new Records("\n").sRecords(2, 0x12345, content, 20).bytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedImagesAreCoveredAndGivenBack(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      Checked.pieces(damaged(image(), random));
    }
  }

  private static byte[] damaged(byte[] image, Random random) {
    byte[] damaged = image;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      int other = random.nextInt(damaged.length);
      int from = Math.min(at, other);
      int to = Math.min(Math.max(at, other), from + 2000);
      byte[] before = Arrays.copyOf(damaged, from);
      byte[] range = Arrays.copyOfRange(damaged, from, to);
      byte[] after = Arrays.copyOfRange(damaged, to, damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged = Checked.joined(before, after);
        case 2 -> damaged = Checked.joined(before, range, range, after);
        default -> damaged = Checked.joined(before, Samples.noise(i, range.length), after);
      }
    }
    return damaged;
  }

  @Test
  void contentDoesNotGrowBeyondItsLimit() {
    byte[] zeros = Samples.gzip(new byte[1 << 20]);
    assertThat(zeros.length).isLessThan((1 << 20) / Containers.MOST_GROWTH);
    assertThat(Checked.found(zeros)).isEmpty();
    int needed = (1 << 20) / Containers.MOST_GROWTH;
    assertThat(Checked.found(Checked.joined(zeros, Samples.noise(1, needed)))).hasSize(1);
  }

  @Test
  void thereAreNoMorePiecesThanTheLimit() {
    Records records = new Records("\n");
    byte[] four = {1, 2, 3, 4};
    byte[] two = records.sRecords(1, 0, four, 1).sRecords(1, 9, four, 1).bytes();
    byte[][] parts = new byte[Containers.MOST_PIECES / 2 + 10][];
    Arrays.fill(parts, two);
    List<Piece> pieces = Containers.pieces(Checked.joined(parts));
    assertThat(pieces).hasSizeBetween(Containers.MOST_PIECES - 3, Containers.MOST_PIECES);
    assertThat(pieces.get(pieces.size() - 1).kind()).isEqualTo(Kind.RAW);
  }

  @Test
  void afterTooManyStreamsThatBreakNoMoreAreLookedFor() {
    byte[] zip = Samples.zip(6, Samples.text(1, 900));
    assertThat(Checked.found(Checked.joined(brokenStreams(10), zip))).hasSize(1);
    assertThat(Checked.found(Checked.joined(brokenStreams(100), zip))).isEmpty();
  }

  /** Headers whose data all begin in the same place, and break only after many empty blocks. */
  private static byte[] brokenStreams(int headers) {
    byte[][] parts = new byte[headers + 20_000][];
    Arrays.fill(parts, new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff});
    for (int i = 0; i < headers; i++) {
      int name = 30 * (headers - 1 - i);
      byte[] header = Arrays.copyOf(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 8, 0}, 30);
      header[26] = (byte) name;
      header[27] = (byte) (name >> 8);
      parts[i] = header;
    }
    return Checked.joined(parts);
  }
}
