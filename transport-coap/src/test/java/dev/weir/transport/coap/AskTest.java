package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.id.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
  private static final Digest ARTIFACT = Digest.of(new byte[] {1});
  private static final List<String> PATH = List.of("a", ARTIFACT.hex());

  @Test
  void itIsReadFromTheFormThatItIsWrittenIn() {
    Ask ask = new Ask(ARTIFACT, 123_456_789_012L, Artifacts.MAX_PIECE);
    assertThat(Ask.parse(PATH, ask.query())).contains(ask);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o=0",
        "n=1",
        "n=1&o=0",
        "o=0&n=0",
        "o=-1&n=1",
        "o=0&n=1048577",
        "o=0&n=1&x=1",
        "o=0&n=1&n=2",
        "o=x&n=1",
        "o=0&n=9999999",
        "o=9999999999999999999&n=1",
        "o=&n=",
        "o=0 &n=1"
      })
  void aQueryOfAnotherFormIsNone(String query) {
    assertThat(Ask.parse(PATH, List.of(query.split("&", -1)))).isEmpty();
  }

  @Test
  void aPathOfAnotherFormIsNone() {
    List<String> query = List.of("o=0", "n=1");
    assertThat(Ask.parse(List.of("a"), query)).isEmpty();
    assertThat(Ask.parse(List.of("a", "b"), query)).isEmpty();
    assertThat(Ask.parse(List.of("b", ARTIFACT.hex()), query)).isEmpty();
    assertThat(Ask.parse(List.of("a", ARTIFACT.hex(), "c"), query)).isEmpty();
    assertThat(Ask.parse(List.of("a", ARTIFACT.hex().toUpperCase(java.util.Locale.ROOT)), query))
        .isEmpty();
  }
}
