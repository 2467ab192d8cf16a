package dev.weir.global.adapter.http;

import dev.weir.global.drive.GlobalDriver;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.DeltaLease;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.web.Admission;
import dev.weir.web.Body;
import dev.weir.web.Route;
import java.util.List;

/** The rows for workers that build deltas. Source: docs/protocol.md, section 10.7. */
record DeltaRoutes(GlobalDriver driver, Admission operator, Admission worker) {
  /** A result with the largest payloads, in bytes. */
  private static final int RESULT_BODY = 1024 * 1024;

  private static final Body<DeltaJobView> JOB = Body.json(DeltaJobView.CODEC);

  List<Route> table() {
    return List.of(
        Route.get("/v1/delta-jobs")
            .by(operator)
            .says("Jobs for deltas, those first for which the most devices wait.")
            .reads(GlobalApi.CURSOR, GlobalApi.LIMIT)
            .answers(
                Body.json(DeltaJobList.CODEC),
                call ->
                    driver.deltaJobs(call.query(GlobalApi.CURSOR), call.query(GlobalApi.LIMIT))),
        Route.post("/v1/delta-jobs:lease")
            .by(worker)
            .says("Gives a worker a job, if there is one; what it held before is taken from it.")
            .refuses(Code.DISK_FULL)
            .takes(Body.json(DeltaWorker.CODEC), GlobalApi.SMALL_BODY)
            .answers(Body.json(DeltaLease.CODEC), (call, asking) -> driver.leaseDelta(asking)),
        Route.post("/v1/delta-jobs:renew")
            .by(worker)
            .says("A worker still builds what it holds.")
            .refuses(Code.NOT_FOUND, Code.STATE, Code.DISK_FULL)
            .takes(Body.json(DeltaClaim.CODEC), GlobalApi.SMALL_BODY)
            .answers(JOB, (call, claim) -> driver.renewDelta(claim)),
        Route.post("/v1/delta-jobs:done")
            .by(worker)
            .says("A delta is built and uploaded; a repeat changes nothing.")
            .refuses(Code.NOT_FOUND, Code.MALFORMED, Code.MISSING_ARTIFACT, Code.DISK_FULL)
            .takes(Body.json(DeltaResult.CODEC), RESULT_BODY)
            .answers(JOB, (call, result) -> driver.deltaDone(result)),
        Route.post("/v1/delta-jobs:fail")
            .by(worker)
            .says("A worker gives up what it holds; a repeat changes nothing.")
            .refuses(Code.NOT_FOUND, Code.DISK_FULL)
            .takes(Body.json(DeltaFailure.CODEC), GlobalApi.SMALL_BODY)
            .answers(JOB, (call, failure) -> driver.deltaFailed(failure)));
  }
}
