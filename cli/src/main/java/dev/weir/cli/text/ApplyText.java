package dev.weir.cli.text;

import dev.weir.cli.file.Difference;
import dev.weir.cli.file.WantedState;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.text.Words;
import java.util.List;

/** What a file did to a rollout, and how the two differ. */
public final class ApplyText {
  private ApplyText() {}

  public static String started(RolloutView view) {
    RolloutId rollout = view.spec().rollout();
    return "Started " + rollout + ". Watch it: weir rollout status " + rollout + " --watch\n";
  }

  public static String unchanged(RolloutView view) {
    return "Nothing to do: " + standing(view);
  }

  public static String changed(RolloutView view) {
    return "Done: " + standing(view);
  }

  private static String standing(RolloutView view) {
    return "rollout " + view.spec().rollout() + " is " + Words.of(view.state()) + "\n";
  }

  /** Why a file can't bring a rollout where it says. */
  public static String refused(RolloutView view) {
    String rollout = view.spec().rollout().text();
    String standing =
        "rollout "
            + rollout
            + " is "
            + Words.of(view.state())
            + (view.reason().isEmpty() ? "" : " (" + view.reason() + ")")
            + "; a file does not change that. ";
    return standing
        + switch (view.state()) {
          case PREPARING, RUNNING, PAUSED, HALTED ->
              "Go on or end it: weir rollout resume "
                  + rollout
                  + " | weir rollout abort "
                  + rollout;
          case ABORTED, COMPLETED -> "Start another one under another name";
        };
  }

  public static String differences(RolloutId rollout, String file, List<Difference> differences) {
    TextTable table = new TextTable("FIELD", "STARTED", "FILE");
    differences.forEach(row -> table.row(row.field(), row.started(), row.file()));
    return "Rollout " + rollout + " and " + file + " differ:\n\n" + table.render();
  }

  /** The state as one more field. */
  public static Difference state(RolloutView view, WantedState wanted) {
    return new Difference("state", Words.of(view.state()), wanted.word());
  }

  public static String same(RolloutId rollout, String file) {
    return "Rollout " + rollout + " is as " + file + " says\n";
  }

  public static String missing(RolloutId rollout, String file) {
    return "There is no rollout " + rollout + ". Start it: weir apply -f " + file + "\n";
  }
}
