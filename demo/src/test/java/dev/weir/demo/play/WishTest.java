package dev.weir.demo.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {
  private static final Cast CAST =
      new Cast(List.of("north", "south"), List.of("north-1", "south-1"));

  private static Wish parse(String line) {
    return Wish.parse(line, CAST);
  }

  @Test
  void aLineIsAVerbAndAName() {
    assertThat(parse("cut south")).isEqualTo(new Wish.Cut("south"));
    assertThat(parse("  join   south ")).isEqualTo(new Wish.Join("south"));
    assertThat(parse("stop north-1")).isEqualTo(new Wish.Stop("device-north-1"));
    assertThat(parse("start south")).isEqualTo(new Wish.Start("region-south"));
    assertThat(parse("stop global")).isEqualTo(new Wish.Stop("global"));
    assertThat(parse("help")).isEqualTo(new Wish.Help());
    assertThat(parse("quit")).isEqualTo(new Wish.Quit());
    assertThat(parse(" ")).isEqualTo(new Wish.Nothing());
  }

  @Test
  void weirsCommandsKeepTheirWords() {
    assertThat(parse("weir rollout pause play --reason 'to have lunch'"))
        .isEqualTo(new Wish.Weir(List.of("rollout", "pause", "play", "--reason", "to have lunch")));
    assertThat(parse("weir")).isEqualTo(new Wish.Weir(List.of("help")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "cut west", "cut north south", "join north-1"})
  void whatIsNoRegionIsToldWithThoseThatAre(String line) {
    assertThat(parse(line)).isInstanceOf(Wish.Unclear.class);
    assertThat(((Wish.Unclear) parse(line)).why()).endsWith("takes one region: north, south");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "stop pump-9", "start north-1 south-1", "burn north", "'"})
  void whatCanNotBeUnderstoodIsTold(String line) {
    assertThat(parse(line)).isInstanceOf(Wish.Unclear.class);
  }
}
