package dev.weir.patcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.container.RecordStyle.Ending;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static Piece piece(Kind kind, RecordStyle style, int address, long content, long packed) {
    return new Piece(kind, style.number(), address, content, packed);
  }

  private static RecordStyle style(int length, int more) {
    return new RecordStyle(length, Ending.LF, false, more);
  }

  private static void written(
      Kind kind, RecordStyle style, int address, String hex, String... lines) throws BadPiece {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    String ending = style.ending().text();
    String text = String.join(ending, lines) + ending;
    byte[] packed = Transcoding.ascii(text);
    Piece piece = piece(kind, style, address, content.length, packed.length);
    assertThat(new String(Transcoding.pack(piece, content), StandardCharsets.US_ASCII))
        .isEqualTo(text);
    assertThat(Transcoding.unpack(piece, packed)).isEqualTo(content);
  }

  @Test
  void writesIntelHex() throws BadPiece {
    written(
        Kind.INTEL_HEX,
        style(16, 0),
        0x0100,
        "214601360121470136007EFE09D21901 2146017E17C20001FF5F160021480119 1946",
        ":10010000214601360121470136007EFE09D2190140",
        ":100110002146017E17C20001FF5F16002148011928",
        ":0201200019467E");
  }

  @Test
  void writesTheUpperAddressWhereAnother64KibBegin() throws BadPiece {
    written(
        Kind.INTEL_HEX,
        style(4, RecordStyle.UPPER_FIRST),
        0x0801fffa,
        "01020304 0506 0708090a 0b",
        ":020000040801F1",
        ":04FFFA0001020304F9",
        ":02FFFE000506F6",
        ":020000040802F0",
        ":040000000708090ADA",
        ":010004000BF0");
    written(
        Kind.INTEL_HEX,
        style(4, RecordStyle.SEGMENTS),
        0x2fffe,
        "0506 0708",
        ":02FFFE000506F6",
        ":020000023000CC",
        ":020000000708EF");
  }

  @Test
  void writesLowerCaseAndOtherLineEndings() throws BadPiece {
    RecordStyle dos = new RecordStyle(2, Ending.CRLF, true, 0);
    written(Kind.INTEL_HEX, dos, 0xab, "cdef 01", ":0200ab00cdef97", ":0100ad000151");
    written(Kind.S_RECORD, new RecordStyle(1, Ending.CR, true, 1), 0xab, "cd", "S10400abcd83");
  }

  @Test
  void writesSRecords() throws BadPiece {
    written(
        Kind.S_RECORD,
        style(16, 1),
        0x7af0,
        "0A0A0D00000000000000000000000000 FF",
        "S1137AF00A0A0D0000000000000000000000000061",
        "S1047B00FF81");
    written(Kind.S_RECORD, style(2, 2), 0xfffe, "0102 03", "S20600FFFE0102F9", "S20501000003F6");
    written(Kind.S_RECORD, style(4, 3), 0xfffffffe, "01020304", "S309FFFFFFFE01020304F1");
  }

  static Stream<Arguments> pieces() {
    return Stream.of(
        Arguments.of(Kind.INTEL_HEX, style(16, RecordStyle.UPPER_FIRST), 0x08008000),
        Arguments.of(Kind.INTEL_HEX, style(255, 0), 0xfffe1234),
        Arguments.of(Kind.INTEL_HEX, new RecordStyle(1, Ending.CRLF, true, 3), 0x5ff10),
        Arguments.of(Kind.INTEL_HEX, new RecordStyle(33, Ending.CR, false, 1), 0x10000),
        Arguments.of(Kind.S_RECORD, style(252, 1), 0xffff),
        Arguments.of(Kind.S_RECORD, style(28, 2), 0),
        Arguments.of(Kind.S_RECORD, new RecordStyle(250, Ending.CRLF, true, 3), 0x7fffffff));
  }

  private static byte[] content() {
    byte[] content = new byte[70_001];
    new Random(6).nextBytes(content);
    return content;
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void unpackingGivesBackWhatWasPacked(Kind kind, RecordStyle style, int address) throws BadPiece {
    byte[] content = content();
    byte[] packed = Transcoding.pack(piece(kind, style, address, content.length, 0), content);
    Piece piece = piece(kind, style, address, content.length, packed.length);
    try (Transcoder packer = Transcoders.packer(piece);
        Transcoder unpacker = Transcoders.unpacker(piece)) {
      assertThat(Transcoding.run(packer, content, 7, 5)).isEqualTo(packed);
      assertThat(Transcoding.run(unpacker, packed, 5, 7)).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void packingBeginsAnewAtEveryRecord(Kind kind, RecordStyle style, int address) throws BadPiece {
    byte[] content = content();
    byte[] packed = Transcoding.pack(piece(kind, style, address, content.length, 0), content);
    Piece piece = piece(kind, style, address, content.length, packed.length);
    IntStream some = new Random(9).ints(40, 0, content.length);
    IntStream ends = IntStream.of(0, 1, 32_767, 32_768, 60_876, 65_776, content.length);
    for (int at : IntStream.concat(some, ends).toArray()) {
      int start = (int) Transcoders.restart(piece, at);
      assertThat(start).isBetween(at - Math.min(at, style.length() - 1), at);
      byte[] rest = Arrays.copyOfRange(content, start, content.length);
      int left = (int) Transcoders.packedBefore(piece, start);
      try (Transcoder packer = Transcoders.packer(piece, start)) {
        assertThat(Transcoding.run(packer, rest, 300, 5000))
            .isEqualTo(Arrays.copyOfRange(packed, left, packed.length));
      }
    }
    assertThat(Transcoders.restart(piece, content.length)).isEqualTo(content.length);
  }

  @Test
  void refusesEveryCharacterThatPackingWouldNotWrite() throws BadPiece {
    byte[] content = Arrays.copyOf(content(), 50);
    RecordStyle style = new RecordStyle(16, Ending.CRLF, false, RecordStyle.UPPER_FIRST);
    byte[] packed = Transcoding.pack(piece(Kind.INTEL_HEX, style, 0xfff0, 50, 0), content);
    Piece piece = piece(Kind.INTEL_HEX, style, 0xfff0, 50, packed.length);
    for (int at = 0; at < packed.length; at++) {
      for (char other : "0aAzG:\n\r\u00ff".toCharArray()) {
        byte[] damaged = packed.clone();
        damaged[at] = (byte) other;
        if (damaged[at] != packed[at]) {
          assertThatThrownBy(() -> Transcoding.unpack(piece, damaged))
              .isInstanceOf(BadPiece.class)
              .hasMessageContaining("is not one of style");
        }
      }
    }
  }

  @Test
  void refusesRecordsThatAreCutOff() throws BadPiece {
    RecordStyle style = style(16, 3);
    byte[] packed = Transcoding.pack(piece(Kind.S_RECORD, style, 0, 50, 0), new byte[50]);
    Piece piece = piece(Kind.S_RECORD, style, 0, 50, packed.length);
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> Transcoding.unpack(piece, cut)).hasMessageContaining("of 50 bytes");
    }
    assertThatThrownBy(() -> Transcoding.pack(piece, new byte[49]))
        .isInstanceOf(BadPiece.class)
        .hasMessage("content ends after 49 of 50 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 109, 111, 1L << 40})
  void refusesSizesThatContradictEachOther(long packed) throws BadPiece {
    Piece piece = piece(Kind.INTEL_HEX, style(16, 0), 0, 44, packed);
    assertThatThrownBy(() -> Transcoders.packer(piece)).hasMessageContaining("take 124 bytes");
    assertThatThrownBy(() -> Transcoders.unpacker(piece)).hasMessageContaining("take 124 bytes");
    Piece unknown = piece(Kind.INTEL_HEX, style(16, 0), 0, 44, 0);
    assertThatThrownBy(() -> Transcoders.unpacker(unknown)).hasMessageContaining("packed in 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x100, 0x310, 0x2010, 0xffff})
  void refusesStylesOfNoIntelHexText(int style) {
    Piece piece = new Piece(Kind.INTEL_HEX, style, 0, 16, 0);
    assertThatThrownBy(() -> Transcoders.packer(piece)).hasMessageContaining("is not known");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x10, 0x2010, 0x8fd, 0x10fc, 0x18fb, 0x1800, 0xffff})
  void refusesStylesOfNoSRecord(int style) {
    Piece piece = new Piece(Kind.S_RECORD, style, 0, 16, 0);
    assertThatThrownBy(() -> Transcoders.packer(piece)).hasMessageContaining("is not known");
  }
}
