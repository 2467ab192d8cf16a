package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.Views;
import dev.weir.protocol.api.RegionList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which global is meant. */
class TargetsTest extends CliFixture {

  @Test
  void theEnvironmentSaysWhichGlobalIsMeant() {
    global.answer("GET /v1/regions?limit=500", 200, RegionList.CODEC.toJson(Views.regions()));

    assertThat(run("get", "regions")).isZero();
    assertThat(global.targets)
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.server()).isEqualTo(URI.create("https://127.0.0.1:8443"));
              assertThat(target.token()).isEqualTo("s3cret");
              assertThat(target.authorities()).hasSize(1);
              assertThat(target.toString()).doesNotContain("s3cret");
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void optionsBeforeOrAfterTheCommandSayItToo(boolean before) {
    String data = terminal.environment.remove("WEIR_DATA");
    global.answer("GET /v1/regions?limit=500", 200, RegionList.CODEC.toJson(Views.regions()));

    assertThat(
            before
                ? run("--data", data, "get", "regions")
                : run("get", "regions", "--data", data, "--server", "https://global.example:1"))
        .isZero();
    assertThat(global.targets.get(0).server().getHost())
        .isEqualTo(before ? "127.0.0.1" : "global.example");
  }

  @Test
  void withoutAnyOfThemTheWaysAreSaid() {
    terminal.environment.clear();

    assertThat(run("get", "regions")).isEqualTo(2);
    assertThat(complained()).contains("say which global is meant: --data DIR");
  }

  @Test
  void aFolderThatIsNotGlobalsIsSaidToBeNone() {
    assertThat(run("get", "regions", "--data", temp.toString())).isEqualTo(1);
    assertThat(complained())
        .contains(temp.resolve("api.url") + ": is not there; is this the data folder");
  }

  @ParameterizedTest
  @CsvSource({
    "api.url, http://x, global's address is such as https",
    "api.url, 'a b', global's address",
    "operator.token, 'two words', is not a token",
    "operator.token, '', is not a token",
    "authorities.pem, rubbish, has no block"
  })
  void aDamagedFileOfGlobalsFolderIsNamed(String name, String content, String trouble)
      throws IOException {
    Path data = Path.of(terminal.environment.get("WEIR_DATA"));
    Files.writeString(data.resolve(name), content);

    assertThat(run("get", "regions")).isBetween(1, 2);
    assertThat(complained()).contains(trouble);
    assertThat(global.requests).isEmpty();
  }
}
