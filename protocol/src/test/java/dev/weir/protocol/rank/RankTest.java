package dev.weir.protocol.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankTest {
  /** Made with {@code printf 'r1\0pump-1' | sha256sum | cut -c1-16}. */
  @ParameterizedTest
  @CsvSource({
    "r1, pump-1, 35ac8e257d08f1fc",
    "r1, pump-2, 45366573f307585c",
    "r2, pump-1, e041dede7391a3ae",
    "acme~r1, acme~pump-1, 36a8e3f8685ecbc6",
    "a, b, 59b271ae1bbcb1d3",
    "3.25.5, device-00000000000000000000000000000000000000000000000000000063, 289a742032f4348c",
  })
  void ranksAreThoseOfTheGoldenVectors(String rollout, String device, String rank) {
    assertThat(Rank.of(RolloutId.of(rollout), DeviceId.of(device))).hasToString(rank);
    assertThat(Rank.parse(rank)).isEqualTo(Rank.of(RolloutId.of(rollout), DeviceId.of(device)));
  }

  @ParameterizedTest
  @CsvSource({
    "1,       000010c6f7a0b5ed",
    "2,       0000218def416bda",
    "10000,   028f5c28f5c279d0",
    "500000,  7ffffffffffbcaa0",
    "999999,  ffffef390856df53",
    "1000000, ffffffffffffffff",
  })
  void aShareIsARankInWholeNumbers(int millionths, String rank) {
    assertThat(Rank.ofShare(millionths)).hasToString(rank);
  }

  @Test
  void aShareRisesWithItsMillionths() {
    Rank before = Rank.LOWEST;
    for (int millionths = 1; millionths <= 1_000_000; millionths++) {
      Rank rank = Rank.ofShare(millionths);
      assertThat(before.isWithin(rank) && !rank.isWithin(before)).isTrue();
      before = rank;
    }
    assertThat(before).isEqualTo(Rank.HIGHEST);
  }

  @Test
  void ranksAreComparedAsUnsignedNumbers() {
    assertThat(Rank.LOWEST).isLessThan(new Rank(Long.MAX_VALUE));
    assertThat(new Rank(Long.MAX_VALUE)).isLessThan(new Rank(Long.MIN_VALUE));
    assertThat(new Rank(Long.MIN_VALUE)).isLessThan(Rank.HIGHEST);
    assertThat(Rank.HIGHEST.isWithin(Rank.HIGHEST)).isTrue();
  }

  @Test
  void aShareOutsideOneToAMillionIsRefused() {
    assertThatThrownBy(() -> Rank.ofShare(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> Rank.ofShare(1_000_001)).hasMessageContaining("found 1000001");
  }
}
