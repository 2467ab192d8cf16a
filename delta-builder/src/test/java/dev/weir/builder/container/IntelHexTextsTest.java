package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.RecordStyle;
import dev.weir.patcher.container.RecordStyle.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntelHexTextsTest {
  private static final byte[] CONTENT = Records.content(100_000);

  private static Records lines() {
    return new Records("\n");
  }

  /** From 0x0800fe00 on, with the upper address of each 64 KiB first. */
  private static Records large(Records lines, int type, int upper) {
    lines.upper(type, upper).data(0xfe00, CONTENT, 0, 0x200, 16);
    lines.upper(type, upper + (type == 4 ? 1 : 0x1000)).data(0, CONTENT, 0x200, 0x10200, 16);
    lines.upper(type, upper + (type == 4 ? 2 : 0x2000));
    return lines.data(0, CONTENT, 0x10200, CONTENT.length, 16);
  }

  private static Piece only(byte[] image) {
    List<Piece> found = Checked.found(image);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(Kind.INTEL_HEX);
    return found.get(0);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aBinaryIsOnePieceWithTheUpperAddressesInside(Ending ending) {
    byte[] image = large(new Records(ending.text()), 4, 0x0800).end().bytes();
    RecordStyle style = new RecordStyle(16, ending, false, RecordStyle.UPPER_FIRST);
    Piece piece = only(image);
    assertThat(piece.style()).isEqualTo(style.number());
    assertThat(piece.address()).isEqualTo(0x0800fe00);
    assertThat(piece.content()).isEqualTo(CONTENT.length);
    assertThat(piece.packed()).isEqualTo(image.length - 11 - ending.text().length());
    assertThat(Checked.content(image, Containers.pieces(image))).startsWith(CONTENT);
  }

  @Test
  void segmentsAndLowerCaseAreUnderstood() {
    Piece piece = only(large(lines(), 2, 0x3000).end().lowerCase());
    int more = RecordStyle.UPPER_FIRST | RecordStyle.SEGMENTS;
    assertThat(piece.style()).isEqualTo(new RecordStyle(16, Ending.LF, true, more).number());
    assertThat(piece.address()).isEqualTo(0x3fe00);
    assertThat(piece.content()).isEqualTo(CONTENT.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 255})
  void recordsOfAnyLengthAreOnePiece(int length) {
    Piece piece = only(lines().data(0x1234, CONTENT, 0, 5000, length).bytes());
    assertThat(piece.content()).isEqualTo(5000);
    assertThat(piece.style()).isEqualTo(new RecordStyle(length, Ending.LF, false, 0).number());
  }

  @Test
  void anUpperAddressHoldsUntilTheTextEnds() {
    Records text = lines().upper(4, 0x1000).line("; here it begins").data(0, CONTENT, 0, 100, 10);
    text.end().line("another").data(0x40, CONTENT, 0, 100, 10);
    assertThat(Checked.found(text.bytes()))
        .extracting(Piece::address)
        .containsExactly(0x10000000, 0x40);
  }

  @Test
  void aGapBeginsAnotherPiece() {
    Records text = lines().data(0, CONTENT, 0, 160, 16).data(0x100, CONTENT, 160, 320, 16);
    assertThat(Checked.found(text.bytes())).extracting(Piece::content).containsExactly(160L, 160L);
  }

  @Test
  void aShorterRecordEndsAPiece() {
    Records text = lines().data(0, CONTENT, 0, 152, 16).data(152, CONTENT, 152, 300, 16);
    assertThat(Checked.found(text.bytes())).extracting(Piece::content).containsExactly(152L, 148L);
  }

  @Test
  void aRecordWithAWrongChecksumStaysRaw() {
    Records text = lines().data(0, CONTENT, 0, 160, 16).line(":1000A000" + "00".repeat(16) + "51");
    text.data(0xb0, CONTENT, 160, 320, 16);
    List<Piece> pieces = Checked.pieces(text.bytes());
    assertThat(pieces)
        .extracting(Piece::kind)
        .containsExactly(Kind.INTEL_HEX, Kind.RAW, Kind.INTEL_HEX);
    assertThat(pieces.get(1).packed()).isEqualTo(44);
  }

  @Test
  void aRecordAcross64KibStaysRaw() {
    Records text = lines().data(0xff78, CONTENT, 0, 128 + 16, 16).upper(4, 1);
    text.data(8, CONTENT, 144, 304, 16);
    assertThat(Checked.found(text.bytes())).extracting(Piece::content).containsExactly(128L, 160L);
    assertThat(Checked.found(text.bytes()))
        .extracting(Piece::address)
        .containsExactly(0xff78, 65544);
  }

  @Test
  void anotherUpperAddressThanTheNextBeginsAnotherPiece() {
    Records text = lines().upper(4, 5).data(0xff80, CONTENT, 0, 128, 16);
    text.upper(4, 7).data(0, CONTENT, 128, 256, 16);
    assertThat(Checked.found(text.bytes()))
        .extracting(Piece::address)
        .containsExactly(0x5ff80, 0x70000);
  }

  @Test
  void anUpperAddressOfAnotherTypeBeginsAnotherPiece() {
    Records text = lines().upper(4, 5).data(0xff80, CONTENT, 0, 128, 16);
    text.upper(2, 0x6000).data(0, CONTENT, 128, 256, 16);
    assertThat(Checked.found(text.bytes()))
        .extracting(Piece::address)
        .containsExactly(0x5ff80, 0x60000);
  }

  @Test
  void anotherLineEndingBeginsAnotherPiece() {
    byte[] unix = lines().data(0, CONTENT, 0, 160, 16).bytes();
    byte[] dos = new Records("\r\n").data(160, CONTENT, 160, 320, 16).bytes();
    assertThat(Checked.found(Checked.joined(unix, dos)))
        .extracting(Piece::content)
        .containsExactly(160L, 160L);
  }

  @Test
  void anUpperAddressWithoutDataStaysRaw() {
    Records text = lines().data(0xff80, CONTENT, 0, 128, 16).upper(4, 1).end();
    assertThat(only(text.bytes()).content()).isEqualTo(128);
    assertThat(Checked.found(lines().upper(4, 1).upper(2, 0x1234).end().bytes())).isEmpty();
  }

  @Test
  void oddLinesStayRaw() {
    Records mixedCase = lines().line(":0400000000aBcDeF9C");
    Records few = lines().data(0, CONTENT, 0, 48, 16);
    Records cut = new Records("").data(0, CONTENT, 0, 64, 64);
    Records empty = lines().line(":00000000" + "00").line(":0000000000");
    for (Records text : List.of(mixedCase, few, cut, empty)) {
      assertThat(Checked.found(text.bytes())).isEmpty();
    }
  }

  @Test
  void aTextInsideOfABinaryIsFound() {
    byte[] text = lines().data(0, CONTENT, 0, 1600, 16).bytes();
    byte[] image = Checked.joined(Samples.noise(1, 500), text, Samples.noise(2, 500));
    assertThat(only(image).content()).isEqualTo(1600);
  }
}
