package dev.weir.patcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {
  private static final byte[] CONTENT = content(200_000);
  private static final byte[] PACKED = Transcoding.deflate(6, 0, CONTENT);

  /** Some of it repeats, near and far. */
  private static byte[] content(int size) {
    Random random = new Random(4);
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      boolean repeats = i > 40_000 && i % 300 > 20;
      content[i] = repeats ? content[i - 31_111 - i / 1000] : (byte) (random.nextInt(40) + 'a');
    }
    return content;
  }

  private static Piece piece(int style, int content, int packed) {
    return new Piece(Kind.DEFLATE, style, 0, content, packed);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,0", "4,0", "5,0", "6,0", "7,0", "8,0", "9,0", "6,1", "9,1", "6,2"})
  void packsAsZlibDoesInEveryStyle(int level, int strategy) throws BadPiece {
    byte[] packed = Transcoding.deflate(level, strategy, CONTENT);
    Piece piece = piece(level | (strategy << 4), CONTENT.length, packed.length);
    assertThat(Transcoding.pack(piece, CONTENT)).isEqualTo(packed);
    assertThat(Transcoding.unpack(piece, packed)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,100000", "100000,7", "8192,8191", "65536,65536"})
  void howInputAndOutputAreCutMakesNoDifference(int feed, int take) throws BadPiece {
    Piece piece = piece(6, CONTENT.length, PACKED.length);
    try (Transcoder packer = Transcoders.packer(piece);
        Transcoder unpacker = Transcoders.unpacker(piece)) {
      assertThat(Transcoding.run(packer, CONTENT, feed, take)).isEqualTo(PACKED);
      assertThat(Transcoding.run(unpacker, PACKED, feed, take)).isEqualTo(CONTENT);
    }
  }

  /**
   * Where zlib moves its window depends on when it gets its input. What begins a window then is as
   * far back as a match may be, 2^15 - 262 bytes, and is found only if it is still there.
   */
  @Test
  void howInputIsCutMakesNoDifferenceWhereTheWindowMoves() throws BadPiece {
    int window = 1 << 15;
    int moves = 2 * window - 262;
    byte[] content = new byte[moves + 1000];
    new Random(3).nextBytes(content);
    System.arraycopy(content, window, content, moves, 300);
    byte[] packed = Transcoding.deflate(9, 0, content);
    try (Transcoder packer = Transcoders.packer(piece(9, content.length, 0))) {
      assertThat(Transcoding.run(packer, content, 1, 9000)).isEqualTo(packed);
    }
  }

  @Test
  void packsToASizeThatIsNotKnown() throws BadPiece {
    assertThat(Transcoding.pack(piece(6, CONTENT.length, 0), CONTENT)).isEqualTo(PACKED);
  }

  @Test
  void packsAndUnpacksNothing() throws BadPiece {
    byte[] packed = Transcoding.deflate(9, 0, new byte[0]);
    assertThat(Transcoding.pack(piece(9, 0, packed.length), new byte[0])).isEqualTo(packed);
    assertThat(Transcoding.unpack(piece(9, 0, packed.length), packed)).isEmpty();
  }

  @Test
  void leavesWhatFollowsThePiece() throws BadPiece {
    byte[] more = Arrays.copyOf(PACKED, PACKED.length + 5);
    try (Transcoder unpacker = Transcoders.unpacker(piece(6, CONTENT.length, PACKED.length))) {
      byte[] into = new byte[CONTENT.length + 1];
      int fed = 0;
      int given = 0;
      while (!unpacker.ended()) {
        fed += unpacker.input(more, fed, more.length - fed);
        given += unpacker.output(into, given, into.length - given);
      }
      assertThat(fed).isEqualTo(PACKED.length);
      assertThat(unpacker.input(more, fed, 5)).isZero();
    }
  }

  private static void refused(Piece piece, byte[] packed, String rule) {
    assertThatThrownBy(() -> Transcoding.unpack(piece, packed))
        .isInstanceOf(BadPiece.class)
        .hasMessageContaining(rule);
  }

  @Test
  void refusesAStreamThatHoldsMoreOrLess() {
    int size = CONTENT.length;
    refused(piece(6, size - 1, PACKED.length), PACKED, "holds more than its 199999 bytes");
    refused(piece(6, size + 1, PACKED.length), PACKED, "makes 200000 bytes");
    refused(piece(6, 0, PACKED.length), PACKED, "holds more than its 0 bytes");
  }

  @Test
  void refusesAStreamThatIsLongerOrShorterThanItsPiece() {
    int packed = PACKED.length;
    byte[] more = Arrays.copyOf(PACKED, packed + 1);
    refused(piece(6, CONTENT.length, packed - 1), PACKED, "is cut off after");
    refused(piece(6, CONTENT.length, packed + 1), more, "of " + packed + "; must make");
    refused(piece(6, CONTENT.length, packed), Arrays.copyOf(PACKED, packed - 1), "is cut off");
    refused(piece(6, CONTENT.length, packed), new byte[0], "is cut off after 0");
    refused(piece(6, CONTENT.length, 0), PACKED, "is cut off after 0");
  }

  @Test
  void refusesABombAtTheFirstByteTooMany() throws BadPiece {
    byte[] bomb = Transcoding.deflate(9, 0, new byte[1 << 26]);
    try (Transcoder unpacker = Transcoders.unpacker(piece(9, 1000, bomb.length))) {
      assertThat(unpacker.input(bomb, 0, bomb.length)).isLessThanOrEqualTo(4096);
      byte[] into = new byte[1 << 20];
      assertThat(unpacker.output(into, 0, into.length)).isEqualTo(1000);
      assertThatThrownBy(() -> unpacker.output(into, 0, into.length))
          .isInstanceOf(BadPiece.class)
          .hasMessageContaining("holds more than its 1000 bytes");
    }
  }

  @Test
  void refusesGarbage() {
    refused(piece(6, 100, 100), Transcoding.ascii("~".repeat(100)), "not a stream of RFC 1951");
  }

  @Test
  void damageIsRefusedOrChangesTheContentButNothingElse() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = PACKED.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Piece piece = piece(6, CONTENT.length, PACKED.length);
      try {
        assertThat(Transcoding.unpack(piece, damaged)).hasSize(CONTENT.length);
      } catch (BadPiece e) {
        assertThat(e.rule()).contains("deflated piece");
      }
    }
  }

  @Test
  void refusesToPackToAnotherSize() {
    for (int packed : new int[] {PACKED.length - 1, PACKED.length + 1}) {
      assertThatThrownBy(() -> Transcoding.pack(piece(6, CONTENT.length, packed), CONTENT))
          .isInstanceOf(BadPiece.class)
          .hasMessageContaining("must make " + packed);
    }
  }

  @Test
  void refusesContentThatIsCutOff() {
    Piece piece = piece(6, CONTENT.length + 1, 0);
    assertThatThrownBy(() -> Transcoding.pack(piece, CONTENT))
        .isInstanceOf(BadPiece.class)
        .hasMessage("content ends after 200000 of 200001 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 15, 0x36, 0x46, 0xffff})
  void refusesAStyleThatZlibDoesNotHave(int style) {
    Piece piece = piece(style, 10, 10);
    assertThatThrownBy(() -> Transcoders.packer(piece)).isInstanceOf(BadPiece.class);
    assertThatThrownBy(() -> Transcoders.unpacker(piece)).isInstanceOf(BadPiece.class);
  }

  @Test
  void packingBeginsAtTheBeginningOnly() throws BadPiece {
    Piece piece = piece(6, CONTENT.length, PACKED.length);
    assertThat(Transcoders.restart(piece, 100_000)).isZero();
    assertThatThrownBy(() -> Transcoders.packer(piece, 8192))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
