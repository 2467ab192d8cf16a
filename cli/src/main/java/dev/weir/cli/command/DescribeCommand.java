package dev.weir.cli.command;

import dev.weir.cli.text.DeviceText;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.DeviceId;
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
  private final Session session;

  DescribeCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "device",
      description = "Shows a device: what it is, what it runs, each report of its last action.",
      footerHeading = "%nExample:%n",
      footer = "  weir describe device pump-17")
  int device(
      @Parameters(paramLabel = "DEVICE", description = "The device.") DeviceId device,
      @Mixin ViewOption option) {
    return session.view(
        View.of(DeviceView.CODEC, DeviceText::of), option, global -> global.device(device));
  }
}
