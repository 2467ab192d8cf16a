package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.choice.Circumstances;
import dev.weir.protocol.api.DeltaJobList;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeltaWorkerCommandTest extends CliFixture {
  private final NoWork work = new NoWork();

  @BeforeEach
  void giveAWorkersToken() throws IOException {
    Files.writeString(temp.resolve("global").resolve("worker.token"), "w0rker\n");
    global.work = work;
  }

  @Test
  void withoutJobsItEndsWhenItIsToWorkOnce() {
    assertThat(run("delta", "worker", "--once", "--workers", "2", "--name", "b")).isZero();
    assertThat(work.asked).containsExactlyInAnyOrder("b-1", "b-2");
    assertThat(global.targets)
        .singleElement()
        .satisfies(t -> assertThat(t.token()).isEqualTo("w0rker"));
  }

  @Test
  void itBuildsForTheClassesOfAFile() throws IOException {
    assertThat(run("delta", "worker", "--once")).isZero();
    assertThat(global.builtFor).isEqualTo(Circumstances.USUAL);
    global.builtFor.clear();
    String example = "../docs/examples/device-classes.yaml";
    assertThat(run("delta", "worker", "--once", "--classes", example)).isZero();
    assertThat(global.builtFor)
        .extracting(one -> one.device().name() + " on " + one.link().name())
        .containsExactly("sensor on cellular", "gateway on cellular", "gateway on ethernet");
    work.asked.clear();
    String broken = Files.writeString(temp.resolve("classes.yaml"), "kind: Pets").toString();
    assertThat(run("delta", "worker", "--once", "--classes", broken)).isEqualTo(2);
    assertThat(complained()).contains("classes.yaml:1: kind");
    assertThat(work.asked).isEmpty();
  }

  @Test
  void aGlobalThatDoesNotAnswerEndsItWith1() {
    global.work =
        new NoWork() {
          @Override
          public Leased lease(String worker) throws IOException {
            throw new IOException("no answer");
          }
        };
    assertThat(run("delta", "worker", "--once")).isEqualTo(1);
    assertThat(complained()).contains("no answer");
  }

  @Test
  void boundsAreChecked() {
    assertThat(run("delta", "worker", "--workers", "0")).isEqualTo(2);
    assertThat(run("delta", "worker", "--heap", "900000GB")).isEqualTo(2);
    assertThat(run("delta", "worker", "--heap", "much")).isEqualTo(2);
    assertThat(run("delta", "worker", "--max-time", "0s")).isEqualTo(2);
    assertThat(run("delta", "worker", "--name", "a b")).isEqualTo(2);
    assertThat(complained())
        .contains("--workers is from 1 to 64", "--heap is at most", "--heap: a size", "above 0");
    assertThat(work.asked).isEmpty();
  }

  @Test
  void jobsAreListed() {
    global.answer(
        "GET /v1/delta-jobs?limit=500",
        200,
        DeltaJobList.CODEC.toJson(new DeltaJobList(List.of(), Optional.empty())));
    assertThat(run("delta", "jobs")).isZero();
    assertThat(printed()).startsWith("No delta is wanted");
  }
}
