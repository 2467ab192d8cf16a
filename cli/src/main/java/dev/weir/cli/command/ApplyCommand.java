package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.GlobalClient.Change;
import dev.weir.cli.api.Reply;
import dev.weir.cli.file.Difference;
import dev.weir.cli.file.RolloutFile;
import dev.weir.cli.file.WantedState;
import dev.weir.cli.text.ApplyText;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "apply",
    description = {
      "Makes a rollout what a file says: starts it where there is none, does nothing where it is"
          + " the same, pauses, resumes or aborts it where the file has a state. What was started"
          + " can't become another rollout: then it says field by field how they differ and ends"
          + " with 3. A halt is lifted by weir rollout resume alone."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir apply -f update-1.yaml",
      "",
      "where update-1.yaml has, besides what weir help rollout start knows as options:",
      "",
      "  kind: Rollout",
      "  rollout: update-1",
      "  release: pump-v2-1.1.0",
      "  selector: site in (plant-7,plant-8)",
      "  state: running        # or paused or aborted; left out: as it is",
      "  waves:",
      "    - {name: canary, count: 2, gate: {success: 100%%, leastSample: 2, bake: 10m}}",
      "    - {name: tenth, share: 10%%}",
      "    - {name: rest}",
      "  deadlines: {accept: 5m, download: 1h, install: 15m}",
      "  abort:",
      "    - {failure: any, share: 20%%, leastSample: 5}"
    })
final class ApplyCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 404;

  private final Session session;

  @Mixin private RolloutFileOption option = new RolloutFileOption();
  @Mixin private OutputOption output = new OutputOption();

  ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RolloutFile file = option.read();
    GlobalClient global = session.global();
    Reply<RolloutView> found = global.rollout(file.spec().rollout());
    if (found instanceof Reply.Done<RolloutView> done) {
      return change(global, file, done);
    }
    Problem problem = ((Reply.Refused<RolloutView>) found).problem();
    return problem.status() == NOT_FOUND ? start(global, file) : session.refused(problem);
  }

  private int start(GlobalClient global, RolloutFile file) {
    RolloutId rollout = file.spec().rollout();
    if (file.state().equals(Optional.of(WantedState.ABORTED))) {
      session.complain("there is no rollout " + rollout + " that could be aborted");
      return ExitCode.UNMET;
    }
    Reply<RolloutView> started = global.start(file.spec());
    if (started instanceof Reply.Done<RolloutView> done
        && file.state().equals(Optional.of(WantedState.PAUSED))) {
      session.complain("started " + rollout + "; pausing it, as the file says");
      return changed(global, rollout, Change.PAUSE, done.tag());
    }
    return show(started, ApplyText::started);
  }

  private int change(GlobalClient global, RolloutFile file, Reply.Done<RolloutView> found) {
    RolloutView view = found.value();
    RolloutId rollout = view.spec().rollout();
    List<Difference> differences = Difference.between(view.spec(), file.spec());
    if (!differences.isEmpty()) {
      session.print(ApplyText.differences(rollout, option.path().toString(), differences));
      session.complain(
          "rollout "
              + rollout
              + " was started and can't become another; give the one in the file a name of its own");
      return ExitCode.UNMET;
    }
    WantedState.Step step =
        file.state().map(state -> state.from(view.state())).orElse(WantedState.Step.NOTHING);
    return switch (step) {
      case NOTHING -> show(found, ApplyText::unchanged);
      case PAUSE -> changed(global, rollout, Change.PAUSE, found.tag());
      case RESUME -> changed(global, rollout, Change.RESUME, found.tag());
      case ABORT -> changed(global, rollout, Change.ABORT, found.tag());
      case REFUSED -> {
        session.complain(ApplyText.refused(view));
        yield ExitCode.UNMET;
      }
    };
  }

  private int changed(GlobalClient global, RolloutId rollout, Change change, String tag) {
    return show(global.change(rollout, change, "applied from a file", tag), ApplyText::changed);
  }

  private int show(Reply<RolloutView> reply, Function<RolloutView, String> text) {
    return session.show(reply, RolloutView.CODEC, output, text);
  }
}
