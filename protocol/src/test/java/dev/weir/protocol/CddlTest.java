package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CddlTest {
  private static final Path FILE = Path.of("../docs/messages.cddl");
  private static final String COMMAND = "mvn -pl protocol test -Dtest=CddlTest -Dweir.cddl=write";

  @Test
  void theCheckedInDescriptionIsThatOfTheTables() throws IOException {
    String generated = generated();
    if ("write".equals(System.getProperty("weir.cddl"))) {
      Files.writeString(FILE, generated);
    }
    assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
        .as("docs/messages.cddl is out of date; regenerate it with: " + COMMAND)
        .isEqualTo(generated);
  }

  private static String generated() {
    StringBuilder out = new StringBuilder();
    out.append("; Weir's messages in CDDL (RFC 8610). Generated from the field tables by\n; ")
        .append(COMMAND)
        .append("\n; A text's size is in bytes; its limit is a third as many characters.\n\n")
        .append(Uplink.UNION.cddlRule());
    for (Tables.Message<?> message : Tables.all()) {
      out.append('\n').append(message.table().cddlRule());
    }
    return out.toString();
  }
}
