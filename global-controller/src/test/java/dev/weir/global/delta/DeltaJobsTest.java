package dev.weir.global.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.manifest.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeltaJobsTest {
  private static final int FIRST = 7;
  private static final Instant NOON = Samples.NOON;
  private static final Instant LATER = NOON.plus(DeltaJobs.LEASE);
  private static final DeltaJob WANTED =
      DeltaJobs.wanted(new Pair(Samples.OLD_IMAGE, Samples.NEW_IMAGE), NOON);
  private static final List<Payload> BUILT = List.of(Samples.delta(Samples.DELTA));

  private static String table() {
    StringBuilder table = new StringBuilder(" * " + " ".repeat(FIRST));
    for (JobEvent event : JobEvent.values()) {
      table.append(" | ").append(padded(event.name(), width(event)));
    }
    for (DeltaJobState state : DeltaJobState.values()) {
      table.append("\n * ").append(padded(state.name(), FIRST));
      for (JobEvent event : JobEvent.values()) {
        table.append(" | ").append(padded(cell(state, event), width(event)));
      }
    }
    return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static int width(JobEvent event) {
    return Stream.concat(
            Stream.of(event.name()),
            Arrays.stream(DeltaJobState.values()).map(state -> cell(state, event)))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String cell(DeltaJobState state, JobEvent event) {
    return DeltaJobs.next(state, event).map(DeltaJobState::name).orElse("-");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  @Test
  void theTableInTheCommentIsWhatTheCodeDoes() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/weir/global/delta/DeltaJobs.java"));
    assertThat(source).contains(table());
  }

  private static DeltaJob leased(DeltaJob job) {
    return DeltaJobs.leased(job, "w", NOON);
  }

  @Test
  void aLeaseEndsByItselfAndTheThirdIsTheLast() {
    DeltaJob job = WANTED;
    for (int attempt = 1; attempt <= DeltaJobs.ATTEMPTS; attempt++) {
      job = leased(job);
      assertThat(job.attempts()).isEqualTo(attempt);
      assertThat(DeltaJobs.observed(job, LATER.minusMillis(1))).isEqualTo(job);
      job = DeltaJobs.observed(job, LATER);
      assertThat(job.reason()).contains("worker w");
      assertThat(job.state())
          .isEqualTo(attempt < DeltaJobs.ATTEMPTS ? DeltaJobState.WAITING : DeltaJobState.FAILED);
    }
    assertThat(DeltaJobs.leased(job, "w", NOON)).isEqualTo(job);
    DeltaJob anew = DeltaJobs.wantedAnew(job, LATER);
    assertThat(anew.state()).isEqualTo(DeltaJobState.WAITING);
    assertThat(anew.attempts()).isZero();
  }

  @Test
  void onlyItsHolderRenewsItOrGivesItUp() {
    DeltaJob job = leased(WANTED);
    assertThat(DeltaJobs.renewed(job, "another", LATER)).isEmpty();
    assertThat(DeltaJobs.failed(job, "another", "why", LATER)).isEqualTo(job);
    assertThat(DeltaJobs.renewed(job, "w", LATER).orElseThrow().until())
        .contains(LATER.plus(DeltaJobs.LEASE));
    DeltaJob failed = DeltaJobs.failed(job, "w", "too large", LATER);
    assertThat(failed.state()).isEqualTo(DeltaJobState.WAITING);
    assertThat(failed.reason()).isEqualTo("too large");
    assertThat(DeltaJobs.renewed(failed, "w", LATER)).isEmpty();
  }

  @Test
  void aResultCountsWhoeverSendsItAndTheFirstStays() {
    DeltaJob failed = DeltaJobs.failed(leased(WANTED), "w", "why", NOON);
    for (DeltaJob job : List.of(WANTED, leased(WANTED), failed)) {
      DeltaJob done = DeltaJobs.done(job, "another", BUILT, LATER);
      assertThat(done.state()).isEqualTo(DeltaJobState.DONE);
      assertThat(done.payloads()).isEqualTo(BUILT);
      assertThat(done.until()).isEmpty();
      assertThat(DeltaJobs.done(done, "w", List.of(), LATER)).isEqualTo(done);
      assertThat(DeltaJobs.observed(done, LATER.plusSeconds(3600))).isEqualTo(done);
    }
  }

  @Test
  void oneWithADamagedPayloadIsBuiltAgain() {
    DeltaJob done = DeltaJobs.done(WANTED, "w", BUILT, NOON);
    assertThat(DeltaJobs.lost(done, Samples.FULL.digest(), LATER)).isEqualTo(done);
    DeltaJob again = DeltaJobs.lost(done, Samples.DELTA.digest(), LATER);
    assertThat(again.state()).isEqualTo(DeltaJobState.WAITING);
    assertThat(again.payloads()).isEmpty();
  }
}
