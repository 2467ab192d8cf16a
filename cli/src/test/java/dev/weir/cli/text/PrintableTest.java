package dev.weir.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void textStaysAsItIs() {
    assertThat(Printable.of("exit code 1, \u00b0C \u4e2d \ud83d\ude00"))
        .isEqualTo("exit code 1, \u00b0C \u4e2d \ud83d\ude00");
  }

  @Test
  void whatSteersATerminalIsShownAsItsNumber() {
    assertThat(Printable.of("a\u001b[2Jb\r\n\u009bc\u202ed"))
        .isEqualTo("a\\u001b[2Jb\\u000d\\u000a\\u009bc\\u202ed");
  }

  @Test
  void tablesAndSheetsShowNothingElse() {
    Sheet sheet = new Sheet();
    sheet.line("Why", "\u001b[31mred");
    assertThat(sheet.text() + new TextTable("A", "B").row("\u0007", "\u001bc").render())
        .doesNotContain("\u001b", "\u0007");
  }
}
