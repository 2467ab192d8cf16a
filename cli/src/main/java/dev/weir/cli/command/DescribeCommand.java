package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.text.DeviceStory;
import dev.weir.cli.text.DeviceText;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "describe",
    description = "Shows one thing in full.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir describe device pump-17")
final class DescribeCommand {
  /** Only the newest values are shown; a region always has those of the last hour at hand. */
  private static final Duration NEWEST = Duration.ofHours(1);

  private static final View<DeviceStory> STORY =
      new View<>(
          story -> DeviceView.CODEC.toJson(story.device()),
          DeviceText::of,
          story -> OptionalInt.empty());

  private final Session session;

  DescribeCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "device",
      description =
          "Shows a device: what it should run and runs, why it waits, each report of its last"
              + " attempts, and the newest values that it measured.",
      footerHeading = "%nExample:%n",
      footer = "  weir describe device pump-17 --watch")
  int device(
      @Parameters(paramLabel = "DEVICE", description = "The device.") DeviceId device,
      @Mixin ViewOption option) {
    boolean isForPeople = option.output().format() == Format.TABLE;
    return session.view(
        STORY,
        option,
        global -> global.device(device).then(view -> story(global, view, isForPeople)));
  }

  private DeviceStory story(GlobalClient global, DeviceView view, boolean isForPeople) {
    if (!isForPeople) {
      return new DeviceStory(view, Optional.empty(), Optional.empty());
    }
    Instant now = session.now().truncatedTo(ChronoUnit.MILLIS);
    return new DeviceStory(
        view,
        Optional.of(global.telemetry(view.device(), Optional.empty(), now.minus(NEWEST), now, 1)),
        view.desiredBy().map(rollout -> global.why(rollout, view.device())));
  }
}
