package dev.weir.global.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.global.partition.Rendezvous.Candidate;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendezvousTest {
  private static final int DEVICES = 20_000;

  private static List<Candidate> regions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Candidate(RegionId.of("region-" + i), 1))
        .toList();
  }

  private static List<RegionId> winners(List<Candidate> candidates) {
    return IntStream.range(0, DEVICES)
        .mapToObj(i -> Rendezvous.winner(DeviceId.of("device-" + i), candidates).orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "pump-1, north, 0.6458888333832545",
    "pump-1, south, 0.9199769606631207",
    "pump-2, north, 0.7334167856814872",
    "acme~pump-1, north, 0.29896042195388595"
  })
  void theScoresAreTheGoldenOnes(String device, String region, double score) {
    assertThat(Rendezvous.score(DeviceId.of(device), new Candidate(RegionId.of(region), 1)))
        .isEqualTo(score);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void aNewRegionTakesItsShareAndMovesNoOtherDevice(int before) {
    List<RegionId> old = winners(regions(before));
    List<RegionId> grown = winners(regions(before + 1));
    RegionId added = RegionId.of("region-" + before);
    int moved = 0;
    for (int i = 0; i < DEVICES; i++) {
      if (!grown.get(i).equals(old.get(i))) {
        assertThat(grown.get(i)).isEqualTo(added);
        moved++;
      }
    }
    assertThat((double) moved / DEVICES).isCloseTo(1.0 / (before + 1), within(0.02));
  }

  @Test
  void weightsAreShares() {
    List<Candidate> candidates =
        List.of(new Candidate(RegionId.of("small"), 1), new Candidate(RegionId.of("large"), 3));
    long large =
        winners(candidates).stream().filter(won -> won.equals(RegionId.of("large"))).count();
    assertThat((double) large / DEVICES).isCloseTo(0.75, within(0.02));
  }

  @Test
  void theOrderOfTheRegionsDoesNotMatter() {
    List<Candidate> reversed = new ArrayList<>(regions(5));
    Collections.reverse(reversed);
    assertThat(winners(reversed)).isEqualTo(winners(regions(5)));
  }

  @Test
  void withoutRegionsNobodyWins() {
    assertThat(Rendezvous.winner(DeviceId.of("pump-1"), List.of())).isEmpty();
  }

  @Test
  void aWeightIsAtLeastOne() {
    assertThatThrownBy(() -> new Candidate(RegionId.of("north"), 0))
        .hasMessageContaining("at least 1");
  }
}
