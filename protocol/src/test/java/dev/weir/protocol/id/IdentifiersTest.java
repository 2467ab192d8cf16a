package dev.weir.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final String LONGEST = "a".repeat(63);

  static Stream<Function<String, Object>> scoped() {
    return Stream.of(DeviceId::of, RegionId::of, SiteId::of, RolloutId::of, ReleaseId::of);
  }

  @ParameterizedTest
  @MethodSource("scoped")
  void namesOfTheGrammarAreTheirOwnText(Function<String, Object> parse) {
    for (String good :
        List.of("a", "0", "a.b_c-d9", "acme~pump-1", "a~b", LONGEST, "t~" + LONGEST)) {
      assertThat(parse.apply(good)).hasToString(good).isEqualTo(parse.apply(good));
    }
  }

  @ParameterizedTest
  @MethodSource("scoped")
  void allOtherTextIsRefused(Function<String, Object> parse) {
    List<String> bad =
        List.of(
            "",
            "-a",
            "a-",
            ".",
            "..",
            "a/b",
            "A",
            "a b",
            "a+",
            "#",
            "é",
            "a\n",
            "\u0000",
            "~a",
            "a~",
            "a~b~c",
            "default~a",
            LONGEST + "a",
            "a%2f");
    for (String text : bad) {
      assertThatThrownBy(() -> parse.apply(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRefusalShowsAtMostOneNamesLengthOfTheInput() {
    assertThatThrownBy(() -> DeviceId.of("X".repeat(10_000)))
        .hasMessageEndingWith("X".repeat(63) + "...\"");
  }

  @Test
  void idsAreOrderedByTenantAndThenByName() {
    assertThat(Stream.of("b~a", "z", "a", "b~0").map(DeviceId::of).sorted().map(DeviceId::text))
        .containsExactly("b~0", "b~a", "a", "z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "zz", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"})
  void whatIsNotADigestIsRefused(String text) {
    assertThatThrownBy(() -> new Digest(text)).hasMessageContaining("64 lower-case hexadecimal");
  }

  @Test
  void theDigestOfNothingIsThatOfFips180() {
    Digest empty = Digest.of(new byte[0]);
    assertThat(empty.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Digest.ofRaw(empty.raw())).isEqualTo(empty);
  }

  @Test
  void generationsAreOrderedByOwnerEpochFirst() {
    List<Generation> rising =
        List.of(
            Generation.NONE,
            new Generation(0, 1),
            new Generation(0, Long.MAX_VALUE),
            new Generation(1, 0),
            new Generation(1, 0).next(),
            new Generation(2, 0));
    for (int i = 0; i < rising.size(); i++) {
      for (int j = 0; j < rising.size(); j++) {
        assertThat(rising.get(i).isAfter(rising.get(j))).isEqualTo(i > j);
      }
    }
    assertThatThrownBy(() -> new Generation(-1, 0)).hasMessageContaining("not negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "1/2", "a b", "1.0\n"})
  void whatIsNotAVersionIsRefused(String text) {
    assertThatThrownBy(() -> new Version(text)).hasMessageContaining("version must be");
  }
}
