package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.ResidencyText;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change of the residency rules: read, plan, show, and only then write. */
final class Residency {
  private final Session session;
  private final boolean yes;
  private final OutputOption output;

  Residency(Session session, boolean yes, OutputOption output) {
    this.session = session;
    this.yes = yes;
    this.output = output;
  }

  /** Changes the list; gives the exit code. */
  int change(UnaryOperator<List<ResidencyRule>> change) {
    GlobalClient global = session.global();
    return global.residency().fold(before -> change(global, before, change), session::refused);
  }

  private int change(
      GlobalClient global, ResidencyRules before, UnaryOperator<List<ResidencyRule>> change) {
    List<ResidencyRule> items = change.apply(before.items());
    if (items.equals(before.items())) {
      return show(new Reply.Done<>(before, ""), "Nothing to do:\n");
    }
    ResidencyRules after = new ResidencyRules(items, before.generation());
    return yes ? write(global, after) : plan(global, after);
  }

  private int plan(GlobalClient global, ResidencyRules rules) {
    return global
        .planResidency(rules)
        .fold(
            plan -> {
              session.print(
                  output.text(
                      plan,
                      ResidencyPlan.CODEC,
                      moves -> ResidencyText.plan(rules.items(), moves)));
              session.complain("nothing was changed; do it with --yes");
              return ExitCode.UNMET;
            },
            session::refused);
  }

  private int write(GlobalClient global, ResidencyRules rules) {
    Reply<ResidencyRules> reply = global.setResidency(rules);
    boolean isStale =
        reply instanceof Reply.Refused<ResidencyRules> refused && isConflict(refused.problem());
    // A try whose answer was lost may have been the change.
    Reply<ResidencyRules> now = isStale ? global.residency() : reply;
    boolean isDone =
        now instanceof Reply.Done<ResidencyRules> done
            && done.value().items().equals(rules.items());
    return show(isDone ? now : reply, "Done:\n");
  }

  private static boolean isConflict(Problem problem) {
    return problem.status() == ExitCode.CHANGED_MEANWHILE;
  }

  private int show(Reply<ResidencyRules> reply, String head) {
    return session.show(
        reply, ResidencyRules.CODEC, output, rules -> head + ResidencyText.rules(rules));
  }
}
