package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.GlobalClient.Change;
import dev.weir.cli.file.RolloutFileText;
import dev.weir.cli.text.DeviceText;
import dev.weir.cli.text.RolloutText;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollout",
    description = "Rollouts: a release going to devices in waves.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir rollout plan update-1 --release pump-v2-1.1.0 --wave canary=2 --wave rest")
final class RolloutCommand {
  private static final String REASON = "Stands beside the rollout's state, for other people.";

  private final Session session;

  RolloutCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "list",
      description = "Lists rollouts, the newest first.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout list")
  int list(@Mixin ViewOption option) {
    return session.view(Listing.ROLLOUTS, option, GlobalClient::rollouts);
  }

  @Command(
      name = "pause",
      description = "Stops a rollout; devices that are installing finish. It may be resumed.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout pause update-1 --reason \"night shift\"")
  int pause(
      @Parameters(paramLabel = "ROLLOUT", description = "The rollout.") RolloutId rollout,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON)
          String reason,
      @Mixin OutputOption output) {
    return change(rollout, Change.PAUSE, reason, output);
  }

  @Command(
      name = "resume",
      description = "Lets a paused or halted rollout go on.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout resume update-1 --reason \"the two failures were a bad cable\"")
  int resume(
      @Parameters(paramLabel = "ROLLOUT", description = "The rollout.") RolloutId rollout,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON)
          String reason,
      @Mixin OutputOption output) {
    return change(rollout, Change.RESUME, reason, output);
  }

  @Command(
      name = "abort",
      description = "Ends a rollout for good; devices that are installing finish.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout abort update-1 --reason \"superseded by 1.1.1\"")
  int abort(
      @Parameters(paramLabel = "ROLLOUT", description = "The rollout.") RolloutId rollout,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = REASON)
          String reason,
      @Mixin OutputOption output) {
    return change(rollout, Change.ABORT, reason, output);
  }

  private int change(RolloutId rollout, Change change, String reason, OutputOption output) {
    return session.show(
        session.global().change(rollout, change, reason, ""),
        RolloutView.CODEC,
        output,
        view -> RolloutText.status(view, session.now()));
  }

  @Command(
      name = "why",
      description =
          "Asks a device's region why the device is or is not being updated: one rule, and what has"
              + " to happen for it to change.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout why update-1 pump-17")
  int why(
      @Parameters(paramLabel = "ROLLOUT", description = "The rollout.") RolloutId rollout,
      @Parameters(paramLabel = "DEVICE", description = "The device.") DeviceId device,
      @Mixin OutputOption output) {
    return session.show(
        session.global().why(rollout, device), Explanation.CODEC, output, DeviceText::why);
  }

  @Command(
      name = "export",
      description = "Prints a rollout as the file that asks for it, for weir apply and weir diff.",
      footerHeading = "%nExample:%n",
      footer = "  weir rollout export update-1 > update-2.yaml")
  int export(@Parameters(paramLabel = "ROLLOUT", description = "The rollout.") RolloutId rollout) {
    return session
        .global()
        .rollout(rollout)
        .fold(
            view -> {
              session.print(RolloutFileText.of(view.spec()));
              return ExitCode.DONE;
            },
            session::refused);
  }
}
