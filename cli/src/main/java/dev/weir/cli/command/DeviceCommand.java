package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.PinText;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "device",
    description = "Devices: which region serves one.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir device pin pump-17 north")
final class DeviceCommand {
  private final Session session;

  DeviceCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "pin",
      description =
          "Pins a device to a region, whatever the partition and the residency rules say. It is"
              + " handed over under a new owner epoch; an update in progress goes on there.",
      footerHeading = "%nExample:%n",
      footer = "  weir device pin pump-17 north")
  int pin(
      @Parameters(paramLabel = "DEVICE", description = "The device.") DeviceId device,
      @Parameters(paramLabel = "REGION", description = "Where it belongs.") RegionId region,
      @Mixin OutputOption output) {
    return move(device, Optional.of(region), output);
  }

  @Command(
      name = "unpin",
      description = "Lifts a device's pin: residency rules and the partition choose its region.",
      footerHeading = "%nExample:%n",
      footer = "  weir device unpin pump-17")
  int unpin(
      @Parameters(paramLabel = "DEVICE", description = "The device.") DeviceId device,
      @Mixin OutputOption output) {
    return move(device, Optional.empty(), output);
  }

  private int move(DeviceId device, Optional<RegionId> region, OutputOption output) {
    GlobalClient global = session.global();
    Reply<DeviceView> found = global.device(device);
    if (!(found instanceof Reply.Done<DeviceView> before) || before.value().pin().equals(region)) {
      return show(found, found, output);
    }
    Reply<DeviceView> moved = global.pin(device, region, before.tag());
    boolean isStale =
        moved instanceof Reply.Refused<DeviceView> refused
            && refused.problem().status() == ExitCode.CHANGED_MEANWHILE;
    // A try whose answer was lost may have been the change.
    Reply<DeviceView> now = isStale ? global.device(device) : moved;
    boolean isDone =
        now instanceof Reply.Done<DeviceView> done && done.value().pin().equals(region);
    return show(found, isDone ? now : moved, output);
  }

  private int show(Reply<DeviceView> before, Reply<DeviceView> after, OutputOption output) {
    return before.fold(
        old -> session.show(after, DeviceView.CODEC, output, now -> PinText.of(old, now)),
        session::refused);
  }
}
