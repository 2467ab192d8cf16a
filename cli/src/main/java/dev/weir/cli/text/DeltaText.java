package dev.weir.cli.text;

import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs for deltas. */
public final class DeltaText {
  private DeltaText() {}

  public static String list(DeltaJobList jobs, Instant now) {
    return jobs.items().isEmpty()
        ? """
          No delta is wanted that its release was not signed with.
          """
        : table(jobs.items(), now);
  }

  static String table(List<DeltaJobView> jobs, Instant now) {
    TextTable table =
        new TextTable(
            "DELTA FROM",
            "TO",
            "STATE",
            "SINCE",
            ">DEVICES",
            ">SIZE",
            ">ATTEMPTS",
            "WORKER",
            "FAILURE");
    for (DeltaJobView job : jobs) {
      table.row(
          version(job.baseVersion(), job.base()),
          version(job.version(), job.image()),
          Words.job(job.state()),
          Amounts.ago(job.at(), now),
          job.devices(),
          size(job),
          job.attempts(),
          job.worker(),
          job.reason());
    }
    return table.render();
  }

  static String version(Optional<Version> version, Digest image) {
    return version.map(Version::text).orElse(image.brief());
  }

  private static String size(DeltaJobView job) {
    if (job.bytes() > 0) {
      return Amounts.bytes(job.bytes());
    }
    return job.state() == DeltaJobState.DONE ? "not worth it" : "";
  }
}
