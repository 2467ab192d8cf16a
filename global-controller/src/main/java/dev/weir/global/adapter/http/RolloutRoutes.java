package dev.weir.global.adapter.http;

import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TargetPage;
import dev.weir.web.Admission;
import dev.weir.web.Body;
import dev.weir.web.Call;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.util.List;

/** The part of global's table that is about rollouts. */
record RolloutRoutes(GlobalDriver driver, Admission operator) {
  private static final Body<RolloutView> ROLLOUT =
      Body.json(RolloutView.CODEC).tagged(RolloutView::tag);

  List<Route> table() {
    return List.of(
        Route.post("/v1/rollouts:plan")
            .by(operator)
            .says("What a rollout would do; changes nothing.")
            .refuses(Code.BAD_SPEC, Code.NOT_FOUND)
            .takes(Body.json(RolloutSpec.CODEC), GlobalApi.SMALL_BODY)
            .answers(Body.json(PlanView.CODEC), (call, spec) -> driver.plan(spec)),
        Route.post("/v1/rollouts")
            .by(operator)
            .says("Starts a rollout; the same specification again changes nothing.")
            .refuses(
                Code.BAD_SPEC,
                Code.NOT_FOUND,
                Code.EXISTS,
                Code.OVERLAP,
                Code.NO_TARGETS,
                Code.UNMEETABLE_GATE,
                Code.DISK_FULL)
            .once()
            .takes(Body.json(RolloutSpec.CODEC), GlobalApi.SMALL_BODY)
            .answers(ROLLOUT, (call, spec) -> driver.start(spec, call.terms())),
        Route.get("/v1/rollouts")
            .by(operator)
            .says("Rollouts, the newest first.")
            .reads(GlobalApi.CURSOR, GlobalApi.ALL_LIMIT)
            .answers(
                Body.json(RolloutList.CODEC),
                call ->
                    driver.rollouts(call.query(GlobalApi.CURSOR), call.query(GlobalApi.ALL_LIMIT))),
        Route.get("/v1/rollouts/{rollout}")
            .by(operator)
            .says("One rollout as it stands.")
            .refuses(Code.NOT_FOUND)
            .answers(ROLLOUT, call -> driver.rollout(rollout(call))),
        command("pause", Rollouts.Command.PAUSE, "Pauses a rollout; a repeat changes nothing."),
        command("resume", Rollouts.Command.RESUME, "Goes on with a paused or halted rollout."),
        command("abort", Rollouts.Command.ABORT, "Ends a rollout for good."),
        Route.get("/v1/rollouts/{rollout}/why/{device}")
            .by(operator)
            .says("Asks the device's region why it has or has not the update.")
            .refuses(Code.NOT_FOUND, Code.NO_REGION, Code.NO_ANSWER)
            .answers(
                Body.json(Explanation.CODEC),
                call -> driver.why(rollout(call), GlobalApi.device(call))),
        Route.get("/v1/rollouts/{rollout}/targets")
            .by(operator)
            .says(
                "Asks the regions for a rollout's targets; missing names those without an answer.")
            .reads(
                Asked.WAVE,
                Asked.TARGET_STATE,
                Asked.TARGET_REGION,
                GlobalApi.CURSOR,
                GlobalApi.LIMIT)
            .refuses(Code.NOT_FOUND, Code.OLD_REGION)
            .answers(
                Body.json(TargetPage.CODEC),
                call ->
                    driver.targets(
                        rollout(call),
                        call.query(Asked.WAVE),
                        call.query(Asked.TARGET_STATE),
                        call.query(Asked.TARGET_REGION),
                        call.query(GlobalApi.CURSOR),
                        call.query(GlobalApi.LIMIT))));
  }

  private Route command(String word, Rollouts.Command command, String sentence) {
    return Route.post("/v1/rollouts/{rollout}:" + word)
        .by(operator)
        .says(sentence)
        .refuses(Code.NOT_FOUND, Code.STATE, Code.DISK_FULL)
        .once()
        .matching()
        .takes(Body.json(Reason.CODEC), GlobalApi.SMALL_BODY)
        .answers(
            ROLLOUT,
            (call, reason) ->
                driver.command(rollout(call), command, reason.reason(), call.terms()));
  }

  private static RolloutId rollout(Call call) throws RefusedCall {
    return call.path("rollout", RolloutId::of);
  }
}
