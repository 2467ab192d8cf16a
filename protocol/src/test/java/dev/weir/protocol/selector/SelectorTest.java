package dev.weir.protocol.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final Map<String, String> LABELS =
      Map.of("model", "pump-v2", "site", "a", "x", "1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | true",
        "model=pump-v2                 | true",
        "model = pump-v2               | true",
        "model=pump-v1                 | false",
        "model!=pump-v1                | true",
        "model!=pump-v2                | false",
        "lab=yes                       | false",
        "lab!=yes                      | true",
        "site in (a,b)                 | true",
        "site in ( b , c )             | false",
        "site notin (b,c)              | true",
        "site notin (a)                | false",
        "lab in (a)                    | false",
        "lab notin (a)                 | true",
        "x                             | true",
        "lab                           | false",
        "!lab                          | true",
        "!x                            | false",
        "model=pump-v2,site in (a,b),!lab | true",
        "model=pump-v2, site in (a,b), lab | false",
        "in=notin                      | false",
      })
  void everyRequirementMustHold(String selector, boolean chosen) {
    assertThat(Selector.parse(selector).matches(LABELS)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "a,",
        ",a",
        "a==b",
        "a=",
        "=b",
        "!a=b",
        "a in b",
        "a in ()",
        "a in (b,)",
        "a in (b",
        "a b",
        "a;b",
        "!",
        "!!a",
        "a in (b c)",
        "a=b=c",
        "\u00e9=b",
        "-a"
      })
  void whatIsNotASelectorIsRefusedWithThePlace(String text) {
    assertThatThrownBy(() -> Selector.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("selector");
  }

  @Test
  void aRefusalNamesTheFirstWrongCharacter() {
    assertThatThrownBy(() -> Selector.parse("a=b,c d"))
        .hasMessageContaining("is wrong from character 5");
  }

  @Test
  void aLongSelectorIsRefusedAndALongestOneIsReadQuickly() {
    assertThatThrownBy(() -> Selector.parse("a".repeat(1025))).hasMessageContaining("at most 1024");
    assertThat(Selector.parse("a,".repeat(511) + "a").requirements()).hasSize(512);
    assertThatThrownBy(() -> Selector.parse("a" + " ".repeat(1022) + ";"));
  }
}
