package dev.weir.cli.command;

import dev.weir.cli.text.PlanText;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RolloutSpec;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    description = {
      "Says what a rollout would do, and starts nothing: devices and bytes by wave and region,"
          + " whether each gate can be met, what it overlaps."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir rollout plan update-1 --release pump-v2-1.1.0 -l site=plant-7 \\",
      "      --wave canary=2 --wave tenth=10%% --wave rest \\",
      "      --gate success=95%%,bake=10m --gate canary:success=100%%,sample=2"
    })
final class RolloutPlan implements Callable<Integer> {
  private final Session session;

  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private OutputOption output = new OutputOption();

  RolloutPlan(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RolloutSpec spec = options.spec();
    return session.show(session.global().plan(spec), PlanView.CODEC, output, PlanText::of);
  }
}
