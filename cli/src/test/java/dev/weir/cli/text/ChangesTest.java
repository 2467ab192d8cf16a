package dev.weir.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final String BEFORE =
      """
      DEVICE  PHASE
      pump-1  trial
      pump-2  -
      """;

  @Test
  void theSameScreenHasNoNews() {
    assertThat(Changes.between(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void aRowThatChangedIsShownAloneThoughColumnsBecameWider() {
    String after =
        """
        DEVICE  PHASE
        pump-1  reverted (unhealthy)
        pump-2  -
        """;
    String wider = after.replace("pump-2  -", "pump-2            -");

    assertThat(Changes.between(BEFORE, after)).isEqualTo("pump-1  reverted (unhealthy)\n");
    assertThat(Changes.between(BEFORE, wider)).isEqualTo("pump-1  reverted (unhealthy)\n");
  }

  @Test
  void aRowThatWentIsSaidToBeGone() {
    assertThat(Changes.between(BEFORE, "DEVICE  PHASE\npump-1  trial\n"))
        .isEqualTo("gone: pump-2  -\n");
  }
}
