package dev.weir.cli.command;

import dev.weir.cli.file.Difference;
import dev.weir.cli.file.RolloutFile;
import dev.weir.cli.file.WantedState;
import dev.weir.cli.text.ApplyText;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "diff",
    description = {
      "Says how a rollout and a file differ, field by field, and changes nothing. Ends with 0"
          + " where they are the same, and with 3 where they differ or there is no such rollout."
    },
    footerHeading = "%nExample:%n",
    footer = "  weir diff -f update-1.yaml || weir apply -f update-1.yaml")
final class DiffCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 404;

  private final Session session;

  @Mixin private RolloutFileOption option = new RolloutFileOption();

  DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RolloutFile file = option.read();
    return session
        .global()
        .rollout(file.spec().rollout())
        .fold(view -> compare(view, file), problem -> missing(problem, file.spec().rollout()));
  }

  private int missing(Problem problem, RolloutId rollout) {
    if (problem.status() != NOT_FOUND) {
      return session.refused(problem);
    }
    session.print(ApplyText.missing(rollout, option.path().toString()));
    return ExitCode.UNMET;
  }

  private int compare(RolloutView view, RolloutFile file) {
    List<Difference> differences = new ArrayList<>(Difference.between(view.spec(), file.spec()));
    file.state()
        .filter(state -> state.from(view.state()) != WantedState.Step.NOTHING)
        .ifPresent(state -> differences.add(ApplyText.state(view, state)));
    RolloutId rollout = view.spec().rollout();
    String path = option.path().toString();
    if (differences.isEmpty()) {
      session.print(ApplyText.same(rollout, path));
      return ExitCode.DONE;
    }
    session.print(ApplyText.differences(rollout, path, differences));
    return ExitCode.UNMET;
  }
}
