package dev.weir.cli.command;

import dev.weir.cli.text.RolloutText;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = "Shows how a rollout stands: its waves, gates, regions and failures.",
    footerHeading = "%nExample:%n",
    footer = {
      "  weir rollout status update-1 --watch",
      "",
      "With --watch it ends with 0 once the rollout is completed, and with 3 once it is halted or"
          + " aborted."
    })
final class RolloutStatus implements Callable<Integer> {
  private static final View<RolloutView> STATUS =
      new View<>(RolloutView.CODEC::toJson, RolloutText::status, RolloutStatus::end);

  private final Session session;

  @Parameters(paramLabel = "ROLLOUT", description = "The rollout.")
  private RolloutId rollout = RolloutId.of("none");

  @Mixin private ViewOption option = new ViewOption();

  RolloutStatus(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.view(STATUS, option, global -> global.rollout(rollout));
  }

  private static OptionalInt end(RolloutView view) {
    return switch (view.state()) {
      case PREPARING, RUNNING, PAUSED -> OptionalInt.empty();
      case COMPLETED -> OptionalInt.of(ExitCode.DONE);
      case HALTED, ABORTED -> OptionalInt.of(ExitCode.UNMET);
    };
  }
}
