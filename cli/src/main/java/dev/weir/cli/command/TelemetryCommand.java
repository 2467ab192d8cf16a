package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.TelemetryText;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.TelemetryView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "telemetry",
    description = "Shows what a device measured, as its region keeps it: newest values and charts.",
    footerHeading = "%nExample:%n",
    footer = "  weir telemetry pump-17 --since 1h --series cpu.load")
final class TelemetryCommand implements Callable<Integer> {
  private static final View<TelemetryView> TELEMETRY =
      View.of(TelemetryView.CODEC, TelemetryText::of);

  private final Session session;

  @Parameters(paramLabel = "DEVICE", description = "The device.")
  private DeviceId device = DeviceId.of("none");

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How far back. Default: ${DEFAULT-VALUE}.")
  private Duration since = Duration.ZERO;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "One series, such as cpu.load. Default: all.")
  private Optional<String> series = Optional.empty();

  @Mixin private ViewOption option = new ViewOption();

  TelemetryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (since.isZero()) {
      throw new UsageTrouble("--since is above 0");
    }
    return session.view(TELEMETRY, option, this::ask);
  }

  private Reply<TelemetryView> ask(GlobalClient global) {
    Instant until = session.now().truncatedTo(ChronoUnit.MILLIS);
    return global.telemetry(device, series, until.minus(since), until, TelemetryText.POINTS);
  }
}
