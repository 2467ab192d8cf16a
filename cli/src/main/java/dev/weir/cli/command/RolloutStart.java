package dev.weir.cli.command;

import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "start",
    description = {
      "Starts a rollout. Refused with exit code 3 where plan says that it can't be started: a gate"
          + " that can't be met, an overlap with another rollout, no target."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir rollout start update-1 --release pump-v2-1.1.0 \\",
      "      --wave canary=2 --wave rest --gate sample=2,bake=10m --abort unhealthy=20%%,sample=5"
    })
final class RolloutStart implements Callable<Integer> {
  private final Session session;

  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private OutputOption output = new OutputOption();

  RolloutStart(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RolloutSpec spec = options.spec();
    return session.show(
        session.global().start(spec),
        RolloutView.CODEC,
        output,
        started ->
            "Started "
                + started.spec().rollout()
                + ". Watch it: weir rollout status "
                + started.spec().rollout()
                + " --watch\n");
  }
}
