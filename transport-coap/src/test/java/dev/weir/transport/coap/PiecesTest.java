package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final Digest ARTIFACT = Digest.of(new byte[] {1});
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final Pieces pieces = new Pieces(1000, QUIET, nanos::get);

  @Test
  void aPieceIsThereFromWhenItWasReadUntilItsEnd() {
    assertThat(pieces.reserve("a", ask(0, 100))).isTrue();
    assertThat(pieces.find("a", ask(0, 100))).isEmpty();
    pieces.fill("a", ask(0, 100), bytes(100));
    assertThat(pieces.find("a", ask(0, 100))).contains(bytes(100));
    pieces.end("a");
    assertThat(pieces.find("a", ask(0, 100))).isEmpty();
    assertThat(pieces.bytes()).isZero();
  }

  @Test
  void nobodyFindsThePieceOfAnotherSessionOrAnotherPiece() {
    pieces.reserve("a", ask(0, 100));
    pieces.fill("a", ask(0, 100), bytes(100));
    assertThat(pieces.find("b", ask(0, 100))).isEmpty();
    assertThat(pieces.find("a", ask(1, 100))).isEmpty();
  }

  @Test
  void theNextPieceTakesThePlaceOfTheLast() {
    pieces.reserve("a", ask(0, 600));
    pieces.fill("a", ask(0, 600), bytes(600));
    assertThat(pieces.reserve("a", ask(600, 600))).isTrue();
    assertThat(pieces.bytes()).isEqualTo(600);
    assertThat(pieces.find("a", ask(0, 600))).isEmpty();
  }

  @Test
  void aSessionReadsOnePieceAtATime() {
    pieces.reserve("a", ask(0, 100));
    assertThat(pieces.reserve("a", ask(100, 100))).isFalse();
    assertThat(pieces.reserve("b", ask(100, 100))).isTrue();
  }

  @Test
  void allTogetherAreLimitedFromTheMomentTheyAreAskedFor() {
    assertThat(pieces.reserve("a", ask(0, 600))).isTrue();
    assertThat(pieces.reserve("b", ask(0, 401))).isFalse();
    assertThat(pieces.reserve("b", ask(0, 400))).isTrue();
    assertThat(pieces.bytes()).isEqualTo(1000);
  }

  @Test
  void aShortPieceTakesOnlyTheRoomThatItNeeds() {
    pieces.reserve("a", ask(0, 600));
    pieces.fill("a", ask(0, 600), bytes(10));
    assertThat(pieces.bytes()).isEqualTo(10);
    pieces.end("a");
    assertThat(pieces.bytes()).isZero();
  }

  @Test
  void onlyAPieceWhoseDeviceWentQuietMakesRoom() {
    pieces.reserve("quiet", ask(0, 500));
    pieces.fill("quiet", ask(0, 500), bytes(500));
    pieces.reserve("busy", ask(0, 500));
    pieces.fill("busy", ask(0, 500), bytes(500));
    nanos.addAndGet(QUIET.toNanos() + 1);
    pieces.find("busy", ask(0, 500));

    assertThat(pieces.reserve("new", ask(0, 501))).isFalse();
    assertThat(pieces.reserve("new", ask(0, 500))).isTrue();
    assertThat(pieces.find("busy", ask(0, 500))).isPresent();
    assertThat(pieces.find("quiet", ask(0, 500))).isEmpty();
  }

  @Test
  void whatIsReadForASessionThatIsOverIsForgotten() {
    pieces.reserve("a", ask(0, 100));
    pieces.end("a");
    pieces.fill("a", ask(0, 100), bytes(100));
    assertThat(pieces.bytes()).isZero();
    assertThat(pieces.find("a", ask(0, 100))).isEmpty();
  }

  private static Ask ask(long offset, int length) {
    return new Ask(ARTIFACT, offset, length);
  }

  private static Bytes bytes(int size) {
    return Bed.random(size, size);
  }
}
