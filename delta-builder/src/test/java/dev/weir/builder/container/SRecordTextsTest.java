package dev.weir.builder.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.container.RecordStyle;
import dev.weir.patcher.container.RecordStyle.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SRecordTextsTest {
  private static final byte[] CONTENT = Records.content(10_000);

  @ParameterizedTest
  @CsvSource({"1,0,16", "1,50000,252", "2,65000,28", "3,134217728,32", "3,4294900000,250"})
  void aTextIsOnePieceBetweenItsHeaderAndItsEnd(int type, long address, int length) {
    for (Ending ending : Ending.values()) {
      Records text = new Records(ending.text()).sRecord(0, 2, 0, new byte[] {'h'}, 0, 1);
      text.sRecords(type, address, CONTENT, length);
      text.sRecord(5, 2, 300, CONTENT, 0, 0).sRecord(10 - type, type + 1, address, CONTENT, 0, 0);
      List<Piece> pieces = Checked.pieces(text.bytes());
      assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.RAW, Kind.S_RECORD, Kind.RAW);
      assertThat(pieces.get(1).address()).isEqualTo((int) address);
      assertThat(pieces.get(1).content()).isEqualTo(CONTENT.length);
      assertThat(pieces.get(1).style())
          .isEqualTo(new RecordStyle(length, ending, false, type).number());
    }
  }

  @Test
  void anotherTypeOrAGapBeginsAnotherPiece() {
    byte[] part = Records.content(160);
    Records text = new Records("\n").sRecords(1, 0xff60, part, 16).sRecords(2, 0x10000, part, 16);
    text.sRecords(2, 0x20000, part, 16).sRecords(2, 0x200a0, part, 16);
    assertThat(Checked.found(text.bytes()))
        .extracting(Piece::content)
        .containsExactly(160L, 160L, 320L);
  }

  @Test
  void aShorterRecordEndsAPiece() {
    byte[] part = Records.content(152);
    Records text = new Records("\n").sRecords(1, 0, part, 16).sRecords(1, 152, part, 16);
    assertThat(Checked.found(text.bytes())).extracting(Piece::content).containsExactly(152L, 152L);
  }

  @Test
  void wrongAndOddRecordsStayRaw() {
    byte[] part = Records.content(160);
    Records wrong = new Records("\n").sRecords(1, 0, part, 16).line("S1050000000000");
    wrong.sRecords(1, 0xa0, part, 16);
    assertThat(Checked.found(wrong.bytes())).extracting(Piece::content).containsExactly(160L, 160L);
    for (String odd : List.of("S", "S1", "S103", "S1030000FC", "S4050000000000FA", "S1xx")) {
      assertThat(Checked.found(new Records("\n").line(odd).bytes())).isEmpty();
    }
  }
}
