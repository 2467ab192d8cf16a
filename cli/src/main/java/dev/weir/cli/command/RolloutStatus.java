package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.RolloutText;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutState;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Session session;

  @Parameters(paramLabel = "ROLLOUT", description = "The rollout.")
  private RolloutId rollout = RolloutId.of("none");

  @Option(
      names = {"-w", "--watch"},
      description = "Shows it again whenever it changes, until it is over or halted.")
  private boolean watch;

  @Mixin private OutputOption output = new OutputOption();

  RolloutStatus(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    GlobalClient global = session.global();
    Reply<RolloutView> reply = global.rollout(rollout);
    int code = show(reply);
    while (watch && reply instanceof Reply.Done<RolloutView> shown && goesOn(shown.value())) {
      session.pause(INTERVAL);
      reply = global.rollout(rollout);
      if (hasChanged(shown.value(), reply)) {
        session.print("\n");
        code = show(reply);
      }
    }
    return watch && reply instanceof Reply.Done<RolloutView> last ? outcome(last.value()) : code;
  }

  private int show(Reply<RolloutView> reply) {
    return session.show(
        reply, RolloutView.CODEC, output, view -> RolloutText.status(view, session.now()));
  }

  private static boolean hasChanged(RolloutView shown, Reply<RolloutView> reply) {
    return reply.fold(view -> !view.equals(shown), problem -> true);
  }

  private static boolean goesOn(RolloutView view) {
    return switch (view.state()) {
      case PREPARING, RUNNING, PAUSED -> true;
      case HALTED, ABORTED, COMPLETED -> false;
    };
  }

  private static int outcome(RolloutView view) {
    return view.state() == RolloutState.COMPLETED ? ExitCode.DONE : ExitCode.UNMET;
  }
}
