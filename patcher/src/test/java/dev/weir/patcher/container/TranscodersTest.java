package dev.weir.patcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TranscodersTest {
  private static final byte[] BYTES = new byte[10_000];

  static {
    new Random(7).nextBytes(BYTES);
  }

  @Test
  void rawBytesStayAsTheyAre() throws BadPiece {
    Piece piece = Piece.raw(BYTES.length);
    assertThat(Transcoding.pack(piece, BYTES)).isEqualTo(BYTES);
    assertThat(Transcoding.unpack(piece, BYTES)).isEqualTo(BYTES);
    assertThat(Transcoding.pack(Piece.raw(0), new byte[0])).isEmpty();
  }

  @Test
  void rawBytesGoOnAnywhere() throws BadPiece {
    Piece piece = Piece.raw(BYTES.length);
    assertThat(Transcoders.restart(piece, 777)).isEqualTo(777);
    assertThat(Transcoders.packedBefore(piece, 777)).isEqualTo(777);
    byte[] rest = Arrays.copyOfRange(BYTES, 777, BYTES.length);
    try (Transcoder packer = Transcoders.packer(piece, 777)) {
      assertThat(Transcoding.run(packer, rest, 100, 100)).isEqualTo(rest);
    }
  }

  @Test
  void rawBytesThatAreCutOffAreRefused() {
    assertThatThrownBy(() -> Transcoding.pack(Piece.raw(10_001), BYTES))
        .isInstanceOf(BadPiece.class)
        .hasMessage("raw piece ends after 10000 of 10001 bytes");
  }

  @Test
  void aRawPieceHasNoStyleAndOneSize() {
    for (Piece piece :
        List.of(new Piece(Kind.RAW, 1, 0, 10, 10), new Piece(Kind.RAW, 0, 0, 10, 11))) {
      assertThatThrownBy(() -> Transcoders.packer(piece)).isInstanceOf(BadPiece.class);
      assertThatThrownBy(() -> Transcoders.unpacker(piece)).isInstanceOf(BadPiece.class);
    }
  }

  @Test
  void garbageIsRefusedWhateverTheStyle() throws BadPiece {
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      Kind kind = Kind.of(1 + random.nextInt(3));
      int style = random.nextInt(1 << (4 + random.nextInt(13)));
      Piece piece = new Piece(kind, style, random.nextInt(), 1 + random.nextInt(500), 500);
      byte[] garbage = new byte[500];
      random.nextBytes(garbage);
      assertThatThrownBy(() -> Transcoding.unpack(piece, garbage)).isInstanceOf(BadPiece.class);
    }
  }

  @Test
  void everyKindHasANumber() throws BadPiece {
    for (Kind kind : Kind.values()) {
      assertThat(Kind.of(kind.number())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> Kind.of(4)).isInstanceOf(BadPiece.class).hasMessageContaining("4");
  }

  @Test
  void memoryIsThatOfTheDearestKind() {
    long records = Transcoders.memory(EnumSet.of(Kind.INTEL_HEX, Kind.S_RECORD));
    long all = Transcoders.memory(EnumSet.allOf(Kind.class));
    assertThat(records).isBetween(1024L, 4096L);
    assertThat(all).isEqualTo(Transcoders.memory(EnumSet.of(Kind.DEFLATE)));
    assertThat(all).isBetween(312L * 1024, 330L * 1024);
    assertThat(Transcoders.memory(List.of())).isZero();
  }

  @Test
  void aPieceHasItsRanges() {
    assertThatThrownBy(() -> new Piece(Kind.DEFLATE, 0x10000, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Piece.raw(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Piece.raw(Piece.MOST + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
