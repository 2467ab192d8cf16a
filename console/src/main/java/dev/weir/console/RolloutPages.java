package dev.weir.console;

import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.fleet.GlobalFleet.Command;
import dev.weir.console.form.RolloutForm;
import dev.weir.console.show.Frame.Section;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.id.RolloutId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.util.List;
import java.util.Optional;

/** Starting a rollout, with its plan first, and pausing, resuming and aborting one. */
record RolloutPages(GlobalFleet fleet, Door door, Html html) {
  /** As many releases as one form lets choose from. */
  private static final int RELEASES = 1000;

  List<Route> routes() {
    return List.of(
        door.page(Links.NEW_ROLLOUT, this::fresh),
        door.write(Links.NEW_ROLLOUT, this::sent),
        door.write(Links.ROLLOUTS + "/{rollout}/pause", command(Command.PAUSE)),
        door.write(Links.ROLLOUTS + "/{rollout}/resume", command(Command.RESUME)),
        door.write(Links.ROLLOUTS + "/{rollout}/abort", command(Command.ABORT)));
  }

  /** What stands below the form. */
  private record Below(
      List<RolloutForm.Fault> faults, Optional<PlanView> plan, String refusal, String seal) {
    static final Below NOTHING = new Below(List.of(), Optional.empty(), "", "");
  }

  private void fresh(Visit visit, Responder out) throws RefusedCall {
    String release = Forms.query(visit.call()).text("release");
    show(visit, out, 200, RolloutForm.fresh(release), Below.NOTHING);
  }

  private void show(Visit visit, Responder out, int status, RolloutForm form, Below below) {
    out.when(
        fleet.releases("", RELEASES),
        reply ->
            html.send(
                out,
                status,
                Html.Page.of("global/new-rollout")
                    .with("frame", visit.frame().titled("New rollout", Section.ROLLOUTS))
                    .with("form", form)
                    .with(
                        "releases",
                        reply instanceof Reply.Done<?> ? done(reply).items() : List.of())
                    .with("faults", below.faults())
                    .with("plan", below.plan())
                    .with("refusal", below.refusal())
                    .with("seal", below.seal())));
  }

  private static <T> T done(Reply<T> reply) {
    return ((Reply.Done<T>) reply).value();
  }

  private void sent(Visit visit, Responder out) throws RefusedCall {
    RolloutForm form = RolloutForm.of(visit.form());
    String wanted = visit.form().text("do");
    if (wanted.equals("wave")) {
      show(visit, out, 200, form.withAnotherWave(), Below.NOTHING);
      return;
    }
    RolloutForm.Outcome outcome = form.read();
    if (outcome.spec().isEmpty()) {
      show(visit, out, 422, form, new Below(outcome.faults(), Optional.empty(), "", ""));
      return;
    }
    RolloutSpec spec = outcome.spec().get();
    boolean isPlanned = RolloutForm.seal(spec).equals(visit.form().text("seal"));
    if (wanted.equals("start") && isPlanned) {
      start(visit, out, form, spec, visit.terms());
    } else {
      plan(visit, out, form, spec, "");
    }
  }

  /** Nothing starts that its plan was not seen of. */
  private void plan(
      Visit visit, Responder out, RolloutForm form, RolloutSpec spec, String refusal) {
    out.when(
        fleet.plan(spec),
        reply -> {
          if (reply instanceof Reply.Refused<PlanView> refused) {
            String both = refusal.isEmpty() ? refused.detail() : refusal;
            show(
                visit,
                out,
                refused.code().status(),
                form,
                new Below(List.of(), Optional.empty(), both, ""));
          } else {
            show(
                visit,
                out,
                200,
                form,
                new Below(List.of(), Optional.of(done(reply)), refusal, RolloutForm.seal(spec)));
          }
        });
  }

  private void start(Visit visit, Responder out, RolloutForm form, RolloutSpec spec, Terms terms) {
    out.when(
        fleet.start(spec, terms),
        reply -> {
          if (reply instanceof Reply.Refused<RolloutView> refused) {
            plan(visit, out, form, spec, refused.detail());
          } else {
            Html.redirect(out, Links.rollout(spec.rollout()));
          }
        });
  }

  private Door.Work command(Command command) {
    return (visit, out) -> {
      RolloutId rollout = visit.call().path("rollout", RolloutId::of);
      String reason = Forms.reason(visit.form());
      out.when(
          fleet.command(rollout, command, reason, visit.terms()),
          done -> {
            if (done instanceof Reply.Refused<RolloutView> refused) {
              if (refused.code() == Code.CONFLICT) {
                String since = visit.form().text("seen");
                Html.redirect(out, Links.conflict(rollout, Links.word(command), since, reason));
              } else {
                html.refuse(visit, out, refused.code(), refused.detail());
              }
            } else {
              Html.redirect(out, Links.rollout(rollout));
            }
          });
    };
  }
}
