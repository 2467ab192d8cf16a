package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.release.ReleaseFolder;
import dev.weir.cli.text.PlanText;
import dev.weir.cli.text.RolloutText;
import dev.weir.cli.text.Views;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SignerFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest extends CliFixture {
  private static final List<String> SPEC =
      List.of("update-1", "--release", "pump-v2-1.1.0", "--wave", "canary=2", "--wave", "rest");

  // Which global.

  @Test
  void theEnvironmentSaysWhichGlobalIsMeant() {
    global.answer("GET /v1/regions", 200, RegionList.CODEC.toJson(Views.regions()));

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
    global.answer("GET /v1/regions", 200, RegionList.CODEC.toJson(Views.regions()));

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
    "operator.token, 'two words', is not an operator's token",
    "operator.token, '', is not an operator's token",
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

  // Rollouts.

  @Test
  void aPlanIsAskedForAndShown() throws Malformed {
    global.answer("POST /v1/rollouts:plan", 200, PlanView.CODEC.toJson(Views.plan()));

    assertThat(run(List.of("rollout", "plan", "-l", "site=a"), SPEC)).isZero();

    assertThat(printed()).isEqualTo(PlanText.of(Views.plan()));
    RolloutSpec asked = RolloutSpec.CODEC.fromJson(global.requests.get(0).body());
    assertThat(asked.selector()).isEqualTo("site=a");
    assertThat(asked.waves()).hasSize(2);
  }

  @Test
  void aSpecFromAFileIsThatOfThePlansJson() throws IOException {
    Path file = temp.resolve("spec.json");
    Files.writeString(file, RolloutSpec.CODEC.toJson(Views.spec(2)));
    global.answer("POST /v1/rollouts", 201, RolloutView.CODEC.toJson(Views.running()));

    assertThat(run("rollout", "start", "-f", file.toString())).isZero();
    assertThat(global.requests.get(0).body()).isEqualTo(RolloutSpec.CODEC.toJson(Views.spec(2)));
    assertThat(printed()).contains("weir rollout status update-1 --watch");
  }

  @Test
  void aSpecFromAFileStandsAlone() throws IOException {
    Path file = temp.resolve("spec.json");
    Files.writeString(file, RolloutSpec.CODEC.toJson(Views.spec(2)));

    assertThat(run("rollout", "plan", "-f", file.toString(), "--wave", "all")).isEqualTo(2);
    assertThat(run("rollout", "plan", "update-2", "-f", file.toString())).isEqualTo(2);
    assertThat(complained())
        .contains("leave the other options out")
        .contains("is of rollout update-1, not update-2");
  }

  @Test
  void aSpecFileThatIsDamagedOrMissingIsNamed() throws IOException {
    Path file = temp.resolve("spec.json");
    assertThat(run("rollout", "plan", "-f", file.toString())).isEqualTo(1);
    Files.writeString(file, "{\"rollout\":\"x\"}");
    assertThat(run("rollout", "plan", "-f", file.toString())).isEqualTo(2);
    assertThat(complained())
        .contains(file + ": is not there")
        .contains("rollout-spec.release: is missing");
  }

  @Test
  void faultsOfOptionsComeBeforeAnythingIsAsked() {
    terminal.environment.clear();

    assertThat(run("rollout", "start", "u", "--release", "r", "--wave", "canary=2")).isEqualTo(2);
    assertThat(complained())
        .contains("--wave: the last wave takes in all targets; add --wave rest")
        .contains("see: weir rollout start --help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wave canary=2x      | '--wave' (NAME[=SIZE]): wave canary: a number of devices",
        "--gate success=95     | '--gate' ([WAVE:]RULES): success: a share is 0% to 100%",
        "--abort unwell=5%     | '--abort' (THRESHOLD): a failure is any or one of",
        "--deadline wait=5m    | '--deadline' (DEADLINES): expected accept=",
        "--start-within 5      | '--start-within': a duration is such as",
        "--release Bad         | '--release': release must be 1 to 63 of a-z",
        "--selector a=         | '--selector': selector \"a=\" is wrong from character 1",
        "--max-concurrent many | '--max-concurrent'",
        "--output xml          | '--output'",
      })
  void aWrongValueIsSaidWithItsOptionAndTheRule(String option, String trouble) {
    assertThat(run(List.of("rollout", "plan"), List.of(option.split(" ", -1)))).isEqualTo(2);
    assertThat(complained()).contains(trouble);
  }

  @ParameterizedTest
  @CsvSource({"unmeetableGate", "overlap", "noTargets", "exists", "state"})
  void aStartThatAsThingsStandCanNotBeIsAConditionNotMet(String code) {
    global.refuse("POST /v1/rollouts", 409, code, "the canary has 2 targets and wants 5");

    assertThat(run(List.of("rollout", "start"), SPEC)).isEqualTo(3);
    assertThat(complained())
        .isEqualTo("weir: the canary has 2 targets and wants 5 [" + code + "]\n");
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, malformed",
    "401, unauthorized",
    "422, badSpec",
    "500, internal",
    "504, noAnswer"
  })
  void anyOtherRefusalIsAnError(int status, String code) {
    global.refuse("POST /v1/rollouts", status, code, "no");

    assertThat(run(List.of("rollout", "start"), SPEC)).isEqualTo(1);
    assertThat(complained()).isEqualTo("weir: no [" + code + "]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "abort"})
  void aRolloutIsChangedWithAReason(String word) throws Malformed {
    global.answer(
        "POST /v1/rollouts/update-1:" + word, 200, RolloutView.CODEC.toJson(Views.halted()));

    assertThat(run("rollout", word, "update-1", "--reason", "night shift")).isZero();
    assertThat(Reason.CODEC.fromJson(global.requests.get(0).body()).reason())
        .isEqualTo("night shift");
    assertThat(printed()).isEqualTo(RolloutText.status(Views.halted(), Views.NOW));
  }

  @Test
  void aReasonNeedNotBeGiven() {
    global.answer("POST /v1/rollouts/u:pause", 200, RolloutView.CODEC.toJson(Views.halted()));

    assertThat(run("rollout", "pause", "u")).isZero();
  }

  @Test
  void whyIsAskedOfTheDevice() {
    global.answer(
        "GET /v1/rollouts/update-1/why/acme~pump-1", 200, Explanation.CODEC.toJson(Views.why()));

    assertThat(run("rollout", "why", "update-1", "acme~pump-1")).isZero();
    assertThat(printed()).contains("aboveOpenRank");
  }

  // Lists.

  @Test
  void devicesAreFetchedPageByPageEmptyOnesIncluded() {
    DeviceView device = Views.quiet();
    String query = "GET /v1/devices?limit=";
    String selector = "&selector=site%20in%20%28a%2Cb%29";
    global.answer(query + 500 + selector, 200, page(List.of(device), "one"));
    global.answer(query + 500 + selector + "&cursor=one", 200, page(List.of(), "t+o"));
    global.answer(query + 500 + selector + "&cursor=t%2Bo", 200, page(List.of(device), ""));

    assertThat(run("get", "devices", "-l", "site in (a,b)")).isZero();
    assertThat(printed().lines()).hasSize(3);
  }

  @Test
  void noMoreDevicesAreFetchedThanTheLimit() {
    global.answer("GET /v1/devices?limit=1", 200, page(List.of(Views.quiet()), "one"));

    assertThat(run("get", "devices", "--limit", "1")).isZero();
    assertThat(printed()).contains("There may be more");
    assertThat(run("get", "devices", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void aServerThatGoesRoundInCirclesIsLeft() {
    global.answer("GET /v1/devices?limit=500", 200, page(List.of(), "one"));
    global.answer("GET /v1/devices?limit=500&cursor=one", 200, page(List.of(), "one"));

    assertThat(run("get", "devices")).isEqualTo(1);
    assertThat(complained()).contains("the same page again and again");
  }

  private static String page(List<DeviceView> devices, String next) {
    return DevicePage.CODEC.toJson(
        new DevicePage(devices, Optional.of(next).filter(text -> !text.isEmpty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get devices   | /v1/devices?limit=500 | weir token create --kind device",
        "get regions   | /v1/regions           | weir token create --kind region",
        "get rollouts  | /v1/rollouts          | weir rollout plan update-1",
        "rollout list  | /v1/rollouts          | weir rollout plan update-1",
        "get releases  | /v1/releases          | weir help release build",
        "release list  | /v1/releases          | weir help release build",
      })
  void anEmptyListSaysWhatToTypeNext(String command, String path, String next) {
    global.answer("GET " + path, 200, "{\"items\":[]}");

    assertThat(run(command.split(" ", -1))).isZero();
    assertThat(printed()).contains(next);
  }

  @Test
  void aFilterThatMatchesNothingIsSaid() {
    global.answer("GET /v1/devices?limit=500&selector=a%3Db", 200, "{\"items\":[]}");

    assertThat(run("get", "devices", "-l", "a=b")).isZero();
    assertThat(printed()).isEqualTo("No device is like that. All of them: weir get devices\n");
  }

  @Test
  void devicesAreChosenByWhatTheyAreAndRun() {
    global.answer(
        "GET /v1/devices?limit=500&selector=a&state=FAILED&version=1.1.0%2B7&region=north",
        200, page(List.of(Views.quiet()), ""));

    assertThat(
            run(
                "get",
                "devices",
                "-l",
                "a",
                "--state",
                "failed",
                "--version",
                "1.1.0+7",
                "--region",
                "north"))
        .as(complained())
        .isZero();
    assertThat(printed()).contains("acme~pump-2");
    assertThat(run("get", "devices", "--state", "broken")).isEqualTo(2);
  }

  @Test
  void jsonIsWhatTheApiSays() throws Malformed {
    String json = ReleaseList.CODEC.toJson(Views.releases());
    global.answer("GET /v1/releases", 200, json);
    global.answer("GET /v1/rollouts", 200, RolloutList.CODEC.toJson(new RolloutList(List.of())));
    global.answer("GET /v1/devices/pump-1", 200, DeviceView.CODEC.toJson(Views.device()));

    assertThat(run("get", "releases", "-o", "json")).isZero();
    assertThat(run("get", "rollouts", "-o", "JSON")).isZero();
    assertThat(run("describe", "device", "pump-1", "--output=json")).isZero();
    List<String> lines = printed().lines().toList();
    assertThat(lines).hasSize(3).startsWith(json);
    assertThat(DeviceView.CODEC.fromJson(lines.get(2))).isEqualTo(Views.device());
  }

  @Test
  void anAnswerThatNobodyUnderstandsIsAnError() {
    global.answer("GET /v1/regions", 200, "<html>");
    global.answer("GET /v1/releases", 502, "<html>bad gateway");

    assertThat(run("get", "regions")).isEqualTo(1);
    assertThat(run("get", "releases")).isEqualTo(1);
    assertThat(complained())
        .contains("/v1/regions: global answers what this command does not understand")
        .contains("GET /v1/releases is answered 502 <html>bad gateway");
  }

  // Tokens and keys.

  @Test
  void aJoinFileIsWrittenForItsOwnerAlone() throws Exception {
    JoinFile join =
        new JoinFile(URI.create("https://x:1"), "PEM", "once", MemberKind.DEVICE, Views.NOW);
    global.answer("POST /v1/tokens", 200, JoinFile.CODEC.toJson(join));
    Path file = temp.resolve("pump.join");

    assertThat(
            run(
                "token",
                "create",
                "--kind",
                "device",
                "--file",
                file.toString(),
                "--valid-for",
                "1h",
                "--region",
                "north"))
        .isZero();

    assertThat(JoinFile.CODEC.fromJson(Files.readString(file).strip())).isEqualTo(join);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(printed()).doesNotContain("once\"").contains("weir agent --data DIR");
    assertThat(TokenRequest.CODEC.fromJson(global.requests.get(0).body()))
        .isEqualTo(
            new TokenRequest(
                MemberKind.DEVICE, Duration.ofHours(1), Optional.of(RegionId.of("north"))));
  }

  @Test
  void aJoinFileIsPrintedWhereNoFileIsNamed() throws Malformed {
    JoinFile join =
        new JoinFile(URI.create("https://x:1"), "PEM", "once", MemberKind.REGION, Views.NOW);
    global.answer("POST /v1/tokens", 200, JoinFile.CODEC.toJson(join));

    assertThat(run("token", "create", "--kind", "region")).isZero();
    assertThat(JoinFile.CODEC.fromJson(printed().strip())).isEqualTo(join);
  }

  @Test
  void aJoinFileIsNotWrittenOverAnotherFileAndNoTokenIsSpent() throws IOException {
    Path file = Files.writeString(temp.resolve("precious"), "precious");

    assertThat(run("token", "create", "--kind", "region", "--file", file.toString())).isEqualTo(2);
    assertThat(file).hasContent("precious");
    assertThat(global.requests).isEmpty();
  }

  @Test
  void aRegionIsNotPinnedToARegion() {
    assertThat(run("token", "create", "--kind", "region", "--region", "north")).isEqualTo(2);
  }

  @Test
  void aKeyIsMadeOnceAndOnlyItsPublicHalfIsSent() throws IOException {
    global.answer("POST /v1/release-keys", 204, "");
    Path file = temp.resolve("release.pem");

    assertThat(run("key", "create", file.toString())).isZero();
    assertThat(run("key", "create", file.toString())).isEqualTo(1);
    assertThat(run("key", "trust", file.toString())).isZero();
    assertThat(run("key", "trust", file + ".pub")).isZero();

    String key = SignerFiles.load(file).publicKey().toString();
    assertThat(global.requests)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.body()).isEqualTo("{\"key\":\"" + key + "\"}"));
    assertThat(complained()).contains("a key is never written over");
  }

  // The pipeline.

  @Test
  void aReleaseIsBuiltSignedAndPublished() throws IOException {
    Path image = temp.resolve("new.img");
    Path base = temp.resolve("old.img");
    Files.writeString(base, "pump ".repeat(3000) + "1.0.0");
    Files.writeString(image, "pump ".repeat(3000) + "1.1.0");
    Path key = temp.resolve("release.pem");
    String out = temp.resolve("out").toString();

    assertThat(run("key", "create", key.toString())).isZero();
    assertThat(build(image, "--base", base + ":1.0.0", "--folder", out)).as(complained()).isZero();
    assertThat(run("release", "publish", out)).isEqualTo(1);
    assertThat(run("release", "sign", out, "--key", key.toString())).isZero();
    assertThat(run("release", "publish", out)).isZero();

    assertThat(printed())
        .contains("Release pump-v2-1.1.0: version 1.1.0, counter 2, raw image of 15.0 kB")
        .contains("Sign it: weir release sign " + out)
        .contains("Publish it: weir release publish " + out)
        .contains("Roll it out: weir rollout plan ROLLOUT --release pump-v2-1.1.0");
    assertThat(complained()).contains("sign the release first");
    assertThat(global.uploads).isNotEmpty();
    assertThat(new ReleaseFolder(Path.of(out)).manifest().health().arguments())
        .containsExactly("--version", "two words");
  }

  private int build(Path image, String... more) {
    return run(
        List.of(
            "release",
            "build",
            "--model",
            "pump-v2",
            "--version",
            "1.1.0",
            "--counter",
            "2",
            "--format",
            "raw",
            "--health-arg=--version",
            "--health-arg",
            "two words",
            "--trial",
            "5s",
            "--image",
            image.toString()),
        List.of(more));
  }

  @Test
  void theSameOptionsBuildTheSameManifest() throws IOException {
    Path image = Files.writeString(temp.resolve("new.img"), "pump ".repeat(3000));
    String at = "2026-01-31T08:00:00Z";

    for (String out : List.of("a", "b")) {
      String folder = temp.resolve(out).toString();
      assertThat(build(image, "--folder", folder, "--created-at", at)).isZero();
    }
    assertThat(temp.resolve("a/manifest.cbor"))
        .hasSameBinaryContentAs(temp.resolve("b/manifest.cbor"));
  }

  @Test
  void everyFaultOfABuildIsSaidAndNothingIsMade() {
    String out = temp.resolve("out").toString();

    assertThat(
            run(
                "release",
                "build",
                "--model",
                "pump-v2",
                "--version",
                "1.1.0",
                "--counter",
                "0",
                "--image",
                temp.resolve("none").toString(),
                "--folder",
                out))
        .isEqualTo(2);
    assertThat(complained()).contains("counter must be at least 1").contains("is not a file");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void anOptionWithoutItsValueIsSaid() {
    assertThat(run("release", "build", "--health-arg")).isEqualTo(2);
    assertThat(complained()).contains("Missing required parameter for option");
  }

  @Test
  void aReleaseThatGlobalRefusesIsAnError() throws IOException {
    Path image = Files.writeString(temp.resolve("new.img"), "pump ".repeat(3000));
    Path key = temp.resolve("release.pem");
    String out = temp.resolve("out").toString();
    global.publishing =
        Optional.of(new Problem("about:blank", "x", 422, "counter 2 is not above 3", "notNewer"));

    assertThat(build(image, "--folder", out)).isZero();
    assertThat(run("key", "create", key.toString())).isZero();
    assertThat(run("release", "sign", out, "--key", key.toString())).isZero();
    assertThat(run("release", "publish", out)).isEqualTo(1);
    assertThat(complained()).contains("weir: counter 2 is not above 3 [notNewer]");
  }
}
