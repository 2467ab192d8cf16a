package dev.weir.cli.command;

import dev.weir.builder.drive.Workers;
import dev.weir.builder.worker.Bounds;
import dev.weir.protocol.text.Sizes;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description =
        "Builds the deltas that rollouts want: asks global for a job, makes both images from their"
            + " releases, builds and proves the deltas, uploads them, and asks again. Any number of"
            + " workers may run, on any machines; the file worker.token of global's data folder is"
            + " all they need besides its address and authorities.pem.",
    footerHeading = "%nExample:%n",
    footer = {
      "  weir delta worker --workers 2 --heap 4GB",
      "",
      "A job takes up to 12 times the larger image of heap; what does not fit is given up with a"
          + " reason. Three attempts are made at each job, by whichever workers."
    })
final class DeltaWorkerCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  /** So that a number fits behind it. */
  private static final int LONGEST_NAME = Limits.WORKER - 4;

  private static final int MOST_WORKERS = 64;

  private final Session session;

  @Option(
      names = "--once",
      description = "Ends when there is no job; with 1 where one was given up.")
  private boolean once;

  @Option(
      names = "--workers",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Jobs at a time. Default: ${DEFAULT-VALUE}.")
  private int count = 1;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description =
          "Heap for all jobs together, such as 2GB. Default: what this process may have, which"
              + " WEIR_JAVA_OPTIONS=-Xmx... sets.")
  private Optional<String> heap = Optional.empty();

  @Option(
      names = "--max-time",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "Time for one job. Default: ${DEFAULT-VALUE}.")
  private Duration maxTime = Duration.ofHours(1);

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "How long to wait before asking again. Default: ${DEFAULT-VALUE}.")
  private Duration every = Duration.ofSeconds(5);

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "worker",
      description =
          "What global calls it; each worker needs a name of its own. Default: ${DEFAULT-VALUE}.")
  private String name = "worker";

  @Mixin private ClassesOption classes = new ClassesOption();

  DeltaWorkerCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean isGood = session.workers(classes.devices(), settings()).run();
    return isGood ? ExitCode.DONE : ExitCode.ERROR;
  }

  private static long size(String text) {
    try {
      return Sizes.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble("--heap: " + e.getMessage());
    }
  }

  private Workers.Settings settings() {
    if (count < 1 || count > MOST_WORKERS) {
      throw new UsageTrouble("--workers is from 1 to " + MOST_WORKERS + "; found " + count);
    }
    if (maxTime.isZero() || every.isZero()) {
      throw new UsageTrouble("--max-time and --every are above 0");
    }
    if (name.length() > LONGEST_NAME || !name.matches(NAME)) {
      throw new UsageTrouble(
          "--name is 1 to "
              + LONGEST_NAME
              + " of letters, digits and . _ -; found \""
              + name
              + '"');
    }
    long most = Runtime.getRuntime().maxMemory();
    long all = heap.map(DeltaWorkerCommand::size).orElse(most);
    if (all > most || all / count == 0) {
      throw new UsageTrouble(
          "--heap is at most what this process may have, "
              + Sizes.text(most)
              + "; start it with WEIR_JAVA_OPTIONS=-Xmx...");
    }
    return new Workers.Settings(
        name, count, once, every, Workers.RENEWAL, new Bounds(all / count, maxTime));
  }
}
