package dev.weir.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.publish.Published;
import dev.weir.builder.release.Base;
import dev.weir.builder.release.BuildResult;
import dev.weir.builder.release.ReleaseFolder;
import dev.weir.cli.file.Difference;
import dev.weir.cli.file.RolloutFileText;
import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen as a text file, which is read and reviewed as operators would read it. */
class GoldenTextTest {
  private static final JoinFile JOIN =
      new JoinFile(
          URI.create("https://127.0.0.1:8443"), "PEM", "secret", MemberKind.DEVICE, Views.NOW);

  private static final RolloutId UPDATE = RolloutId.of("update-1");
  private static final List<Difference> DIFFERENCES =
      List.of(
          new Difference("waves", "canary, rest", "canary, tenth, rest"),
          new Difference("waves.tenth.share", "", "10%"),
          new Difference("startWithin", "1h", "1h30m"),
          new Difference("state", "running", "paused"));

  static Stream<Arguments> screens() {
    return Stream.of(
        screen("plan", () -> PlanText.of(Views.plan())),
        screen("plan-unstartable", () -> PlanText.of(Views.unstartable())),
        screen("plan-nobody", () -> PlanText.of(Views.nobody())),
        screen("status-running", () -> RolloutText.status(Views.running(), Views.NOW)),
        screen("status-preparing", () -> RolloutText.status(Views.preparing(), Views.NOW)),
        screen(
            "delta-jobs",
            () ->
                DeltaText.list(
                    new DeltaJobList(Views.preparing().deltas(), Optional.empty()), Views.NOW)),
        screen(
            "delta-jobs-none",
            () -> DeltaText.list(new DeltaJobList(List.of(), Optional.empty()), Views.NOW)),
        screen("file-prepare", () -> RolloutFileText.of(Views.preparing().spec())),
        screen("status-halted", () -> RolloutText.status(Views.halted(), Views.NOW)),
        screen(
            "rollouts",
            () ->
                RolloutText.list(
                    new RolloutList(List.of(Views.halted(), Views.running())), Views.NOW)),
        screen("devices", () -> FleetText.devices(Views.devices(), true, Views.NOW)),
        screen("regions", () -> FleetText.regions(Views.regions(), Views.NOW)),
        screen("releases", () -> ReleaseText.list(ReleaseViews.releases(), Views.NOW)),
        screen("device", () -> DeviceText.of(RegionViews.story(), Views.NOW)),
        screen("device-unasked", () -> DeviceText.of(RegionViews.storyOfSilence(), Views.NOW)),
        screen(
            "device-quiet",
            () ->
                DeviceText.of(
                    new DeviceStory(Views.quiet(), Optional.empty(), Optional.empty()), Views.NOW)),
        screen("telemetry", () -> TelemetryText.of(RegionViews.telemetry(), Views.NOW)),
        screen("telemetry-none", () -> TelemetryText.of(RegionViews.noTelemetry(), Views.NOW)),
        screen("residency", () -> ResidencyText.rules(RegionViews.residency())),
        screen(
            "residency-plan",
            () -> ResidencyText.plan(RegionViews.residency().items(), RegionViews.residencyPlan())),
        screen("why", () -> DeviceText.why(Views.why())),
        screen("pinned", () -> PinText.of(Views.device(), Views.handedOver())),
        screen("differences", () -> ApplyText.differences(UPDATE, "update-1.yaml", DIFFERENCES)),
        screen("file", () -> RolloutFileText.of(Views.spec(2))),
        screen("bench", () -> BenchReports.text(true)),
        screen("bench-without-agent", () -> BenchReports.text(false)),
        screen("delta-facts", () -> DeltaFactsText.of("new.delta", DeltaFactsViews.container())),
        screen(
            "delta-facts-foreign", () -> DeltaFactsText.of("a.patch", DeltaFactsViews.foreign())),
        screen("built", () -> ReleaseText.built(built(), "out")),
        screen(
            "published",
            () -> ReleaseText.published(new Published.Done(ReleaseViews.release(), 3_224_690))),
        screen("join", () -> JoinText.written(JOIN, "pump-1.join")),
        screen("key", () -> JoinText.keyMade("k.pem", "k.pem.pub", Bytes.EMPTY)));
  }

  private static Arguments screen(String name, Supplier<String> text) {
    return Arguments.of(name, text);
  }

  private static BuildResult.Built built() {
    Base near = new Base(Path.of("a"), new Version("1.0.0"));
    Base far = new Base(Path.of("b"), new Version("0.1.0"));
    return new BuildResult.Built(
        new ReleaseFolder(Path.of("out")),
        ReleaseViews.release().manifest(),
        9_123_456,
        2_212_345,
        List.of(
            new BuildResult.Tried(near, "mixed-1M", 1_012_345, true),
            new BuildResult.Tried(far, "mixed-1M", 2_512_345, false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("screens")
  void aScreenIsAsItWasReviewed(String name, Supplier<String> text) throws IOException {
    Path shown = Path.of("target", "screens", name + ".txt");
    Files.createDirectories(shown.getParent());
    Files.writeString(shown, text.get());
    assertThat(text.get())
        .as("once reviewed, copy cli/%s to cli/src/test/resources/screens", shown)
        .isEqualTo(golden(name));
    assertThat(text.get().lines()).allMatch(line -> line.length() <= TextTable.WIDTH);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = GoldenTextTest.class.getResourceAsStream("/screens/" + name + ".txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
