package dev.weir.cli.command;

import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.Outside;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.Printable;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Codec;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One run of the command: where it talks to and where its words go. */
final class Session {
  private final Root options;
  private final Outside outside;
  private final Terminal terminal;

  Session(Root options, Outside outside, Terminal terminal) {
    this.options = options;
    this.outside = outside;
    this.terminal = terminal;
  }

  GlobalClient global() {
    Exchange exchange = outside.exchange(Targets.resolve(options, terminal.environment()));
    return new GlobalClient(new Persistent(exchange, this), outside::freshKey);
  }

  Publisher publisher() {
    return outside.publisher(Targets.resolve(options, terminal.environment()), progress());
  }

  /** A worker needs no more than a worker's token. */
  Workers workers(List<Circumstances> devices, Workers.Settings settings) {
    return outside.workers(
        Targets.ofWorkers(options, terminal.environment()), devices, settings, this::report);
  }

  private void report(String line) {
    terminal.err().println(Printable.of(line));
    terminal.err().flush();
  }

  DeltaCodec delta(int tableBits) {
    return outside.delta(tableBits);
  }

  DeltaCodec gdiff() {
    return outside.gdiff();
  }

  Bench bench(Optional<Tier> only) {
    return outside.bench(only, progress());
  }

  Releases releases(DeltaChoice deltas, List<Circumstances> devices) {
    return outside.releases(deltas, devices, progress());
  }

  /** Says each step of long work once, as it begins. */
  Progress progress() {
    String[] last = {""};
    return (step, done, total) -> {
      if (!step.equals(last[0])) {
        last[0] = step;
        terminal.err().println(step + " ...");
        terminal.err().flush();
      }
    };
  }

  Instant now() {
    return terminal.clock().instant();
  }

  void pause(Duration duration) throws InterruptedException {
    terminal.pause(duration);
  }

  boolean isInteractive() {
    return terminal.isInteractive();
  }

  /** Asks and shows, once or as often as is wanted; gives the exit code. */
  <T> int view(View<T> view, ViewOption option, Function<GlobalClient, Reply<T>> ask) {
    return new Viewing<>(this, view, option, ask).run();
  }

  /** Shows what global answered; gives the exit code. */
  <T> int show(Reply<T> reply, Codec<T> codec, OutputOption output, Function<T, String> text) {
    return reply.fold(
        value -> {
          print(output.text(value, codec, text));
          return ExitCode.DONE;
        },
        this::refused);
  }

  /** Says why not; gives the exit code. */
  int refused(Problem problem) {
    String code = problem.code().isEmpty() ? "" : " [" + problem.code() + "]";
    if (problem.errors().isEmpty()) {
      complain(problem.detail() + code);
    }
    problem
        .errors()
        .forEach(error -> complain((error.pointer() + " " + error.detail()).strip() + code));
    return ExitCode.of(problem);
  }

  /** Prints whole lines. */
  void print(String text) {
    PrintWriter out = terminal.out();
    out.print(text);
    out.flush();
  }

  void complain(String trouble) {
    terminal.err().println("weir: " + Printable.of(trouble));
    terminal.err().flush();
  }
}
