package dev.weir.builder.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.id.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPeersTest {
  private static final Digest OLD = Digest.of(new byte[] {1});
  private static final Digest NEW = Digest.of(new byte[] {2});
  private static final String PAIR = "pair p " + OLD + " " + NEW + "\n";

  @Test
  void areOfExactlyTheirTwoImages() {
    KnownPeers known = KnownPeers.parse("# sizes\n\n" + PAIR + "bsdiff 7\nhdiffz 9 small\n");
    assertThat(known.of(OLD, NEW)).extracting(PeerFigures::bytes).containsExactly(7L, 9L);
    assertThat(known.of(OLD, NEW)).extracting(PeerFigures::isSmall).containsExactly(false, true);
    assertThat(known.of(NEW, OLD)).isEmpty();
    assertThat(known.of(OLD, OLD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bsdiff", "bsdiff many", "bsdiff 7 large", "pair p 12", "bsdiff 7 small 8"})
  void aLineThatCannotBeReadIsNamed(String line) {
    assertThatThrownBy(() -> KnownPeers.parse(PAIR + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2 of known peers: " + line);
  }

  @Test
  void thoseThatAreShippedCanBeRead() {
    Digest old = new Digest("cf4f6aa28a994b2f61021925016f1bb46e535f479418085bac67ba938bbcbfbe");
    Digest image = new Digest("490e8556f1bf11bc12de7ffa1aee15b85921c215988cd3a3071fb92707eb97be");
    assertThat(KnownPeers.shipped().of(old, image))
        .filteredOn(PeerFigures::isSmall)
        .extracting(PeerFigures::bytes)
        .containsExactly(19_706L);
  }
}
