package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFilesTest {
  private static final byte[] ONE = Samples.text(1, 20_000);
  private static final byte[] OTHER = Samples.text(2, 300);

  private static void holds(byte[] image, byte[]... contents) {
    List<Piece> found = Checked.found(image);
    assertThat(found).extracting(Piece::kind).containsOnly(Kind.DEFLATE);
    assertThat(found)
        .extracting(Piece::content)
        .containsExactly(
            List.of(contents).stream().map(content -> (long) content.length).toArray(Long[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void entriesOfEveryLevelAreFound(int level) {
    holds(Samples.zip(level, ONE, OTHER, ONE), ONE, OTHER, ONE);
  }

  @Test
  void contentIsWhatEntriesHoldBetweenTheirHeaders() {
    byte[] image = Samples.zip(6, ONE, OTHER);
    List<Piece> pieces = Checked.pieces(image);
    byte[] content = Checked.content(image, pieces);
    int first = (int) pieces.get(0).content();
    assertThat(first).isEqualTo(30 + 2);
    assertThat(content).startsWith(Arrays.copyOf(image, first));
    assertThat(Arrays.copyOfRange(content, first, first + ONE.length)).isEqualTo(ONE);
  }

  @Test
  void whatSurroundsAZipFileMakesNoDifference() {
    byte[] zip = Samples.zip(6, ONE, OTHER);
    holds(Checked.joined(Samples.noise(3, 777), zip), ONE, OTHER);
    holds(Checked.joined(zip, Samples.noise(3, 777)), ONE, OTHER);
    holds(Checked.joined(zip, zip), ONE, OTHER, ONE, OTHER);
  }

  @Test
  void entriesOfAStoredZipFileAreFound() {
    holds(Samples.zipStored(Samples.zip(9, ONE, OTHER)), ONE, OTHER);
  }

  @Test
  void aZipFileThatIsDeflatedIsOnePiece() {
    byte[] inner = Samples.zip(1, ONE, OTHER);
    holds(Samples.zip(6, inner), inner);
  }

  @Test
  void storedEntriesStayRaw() {
    assertThat(Checked.found(Samples.zipStored(ONE))).isEmpty();
  }

  /** Offsets: APPNOTE.TXT 4.3.7. */
  private static byte[] header(int flags, int method, int size, byte[] extra) {
    byte[] header = new byte[30 + 1];
    byte[] known = {'P', 'K', 3, 4, 45, 0, (byte) flags, (byte) (flags >> 8), (byte) method};
    System.arraycopy(known, 0, header, 0, known.length);
    for (int i = 0; i < 4; i++) {
      header[18 + i] = (byte) (size >> (8 * i));
      header[22 + i] = (byte) (size >> (8 * i));
    }
    header[26] = 1;
    header[28] = (byte) extra.length;
    header[30] = 'n';
    return Checked.joined(header, extra);
  }

  @Test
  void sizesInHeadersAreNotUsed() {
    byte[] stream = Samples.deflate(6, 0, ONE);
    byte[] zip64 = new byte[20];
    zip64[0] = 1;
    zip64[2] = 16;
    holds(Checked.joined(header(0, 8, -1, zip64), stream, new byte[30]), ONE);
    holds(Checked.joined(header(8, 8, 0, new byte[0]), stream), ONE);
    holds(Checked.joined(header(0, 8, 12345, new byte[0]), stream), ONE);
  }

  @Test
  void encryptedEntriesAndOtherMethodsAreNotLookedInto() {
    byte[] stream = Samples.deflate(6, 0, ONE);
    assertThat(Checked.found(Checked.joined(header(1, 8, 0, new byte[0]), stream))).isEmpty();
    assertThat(Checked.found(Checked.joined(header(0, 9, 0, new byte[0]), stream))).isEmpty();
    assertThat(Checked.found(Checked.joined(header(0, 8, 0, new byte[0])))).isEmpty();
  }

  @Test
  void entriesThatOthersDeflatedStayRawAndTheNextAreFound() {
    byte[] foreign = Checked.joined(header(0, 8, 0, new byte[0]), Samples.flushedInTheMiddle(ONE));
    holds(Checked.joined(foreign, Samples.zip(6, OTHER)), OTHER);
  }

  @Test
  void afterManyThatOthersDeflatedOnlyTheUsualLevelsAreTried() {
    byte[] foreign =
        Checked.joined(header(0, 8, 0, new byte[0]), Samples.flushedInTheMiddle(OTHER));
    byte[][] parts = new byte[101][];
    Arrays.fill(parts, foreign);
    parts[100] = Samples.zip(9, ONE);
    holds(Checked.joined(parts), ONE);
    parts[100] = Samples.zip(2, ONE);
    assertThat(Checked.found(Checked.joined(parts))).isEmpty();
  }

  @Test
  void damagedEntriesStayRawAndTheNextAreFound() {
    byte[] stream = Samples.deflate(6, 0, ONE);
    stream[1] ^= 0x55;
    byte[] damaged = Checked.joined(header(0, 8, 0, new byte[0]), stream);
    holds(Checked.joined(damaged, Samples.zip(6, OTHER)), OTHER);
  }

  @Test
  void shortEntriesStayRaw() {
    assertThat(Checked.found(Samples.zip(6, new byte[40], new byte[0], Samples.text(3, 4))))
        .isEmpty();
  }
}
