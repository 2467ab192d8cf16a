package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.Piece;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {
  private static final byte[] ONE = Samples.text(1, 20_000);
  private static final byte[] OTHER = Samples.text(2, 500);

  @Test
  void allMembersAreFoundWhereverTheyStand() {
    byte[] image =
        Checked.joined(
            Samples.noise(1, 99), Samples.gzip(ONE), Samples.gzip(OTHER), Samples.noise(2, 9));
    assertThat(Checked.found(image))
        .extracting(Piece::content)
        .containsExactly((long) ONE.length, (long) OTHER.length);
  }

  /** RFC 1952, section 2.3: flags at 3; extra field, name, comment, header check. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1f8b08 00 00000000 0000",
        "1f8b08 01 00000000 0203",
        "1f8b08 02 00000000 0000 abcd",
        "1f8b08 04 00000000 0000 0300 aabbcc",
        "1f8b08 08 00000000 0000 6162 00",
        "1f8b08 10 00000000 0000 63 00",
        "1f8b08 1f 00000000 0000 0100 aa 6100 6300 abcd"
      })
  void everyHeaderIsUnderstood(String header) {
    byte[] bytes = HexFormat.of().parseHex(header.replace(" ", ""));
    byte[] stream = Samples.deflate(6, 0, ONE);
    Piece raw = Checked.pieces(Samples.gzip(bytes, stream)).get(0);
    assertThat(raw.packed()).isEqualTo(bytes.length);
    assertThat(Checked.found(Samples.gzip(bytes, stream))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1f8b07000000000000", "1f8b0820000000000000", "1f8b08080000000000006162"})
  void otherHeadersAreNot(String header) {
    byte[] bytes = HexFormat.of().parseHex(header);
    byte[] stream = header.endsWith("6162") ? new byte[0] : Samples.deflate(6, 0, ONE);
    assertThat(Checked.found(Samples.gzip(bytes, stream))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,0", "4,0", "5,0", "6,0", "7,0", "8,0", "9,0", "6,1", "9,1", "6,2"})
  void everyStyleIsFound(int level, int strategy) {
    byte[] header = HexFormat.of().parseHex("1f8b0800000000000000");
    byte[] image = Samples.gzip(header, Samples.deflate(level, strategy, ONE));
    assertThat(Checked.found(image)).extracting(Piece::content).containsExactly((long) ONE.length);
  }

  @Test
  void aStreamThatIsCutOffStaysRaw() {
    byte[] gzip = Samples.gzip(ONE);
    assertThat(Checked.found(Arrays.copyOf(gzip, gzip.length - 9))).isEmpty();
  }
}
