package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.api.NoAnswer;
import dev.weir.cli.api.Reply;
import dev.weir.cli.text.Changes;
import dev.weir.cli.text.Redraw;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Shows what global answers, once or again and again: the one path of get, describe and status. A
 * global that stops answering is waited for, once it has answered at all.
 */
final class Viewing<T> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int AWAY = 500;

  private final Session session;
  private final View<T> view;
  private final ViewOption option;
  private final Function<GlobalClient, Reply<T>> ask;

  private GlobalClient global;
  private boolean isAway;
  private Optional<T> shown = Optional.empty();

  Viewing(Session session, View<T> view, ViewOption option, Function<GlobalClient, Reply<T>> ask) {
    this.session = session;
    this.view = view;
    this.option = option;
    this.ask = ask;
    this.global = session.global();
  }

  /** Shows; gives the exit code. */
  int run() {
    Reply<T> reply = ask.apply(global);
    while (true) {
      if (reply instanceof Reply.Refused<T> refused) {
        return session.refused(refused.problem());
      }
      T value = ((Reply.Done<T>) reply).value();
      show(value);
      OptionalInt end = view.end().apply(value);
      if (!option.isWatched() || end.isPresent()) {
        return option.isWatched() ? end.getAsInt() : ExitCode.DONE;
      }
      Optional<Reply<T>> next = next();
      if (next.isEmpty()) {
        return ExitCode.DONE;
      }
      reply = next.get();
    }
  }

  /** The next answer; empty where the operator has seen enough. */
  private Optional<Reply<T>> next() {
    while (true) {
      try {
        session.pause(INTERVAL);
        Reply<T> reply = ask.apply(global);
        if (!(reply instanceof Reply.Refused<T> refused) || refused.problem().status() < AWAY) {
          back();
          return Optional.of(reply);
        }
        away(refused.problem().detail());
      } catch (NoAnswer e) {
        away(e.getMessage());
        // It may come back at another address, which its data folder names.
        global = session.global();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private void away(String trouble) {
    if (!isAway) {
      session.complain(trouble + "; waiting for global");
    }
    isAway = true;
  }

  private void back() {
    if (isAway) {
      session.complain("global answers again");
    }
    isAway = false;
  }

  private void show(T value) {
    Instant now = session.now();
    boolean inPlace =
        option.isWatched() && option.output().format() == Format.TABLE && session.isInteractive();
    if (inPlace) {
      String screen = view.table().apply(value, now);
      session.print(shown.isEmpty() ? Redraw.first(screen) : Redraw.next(screen));
    } else if (!shown.equals(Optional.of(value))) {
      session.print(shown.map(before -> news(before, value, now)).orElseGet(() -> all(value, now)));
    }
    shown = Optional.of(value);
  }

  private String all(T value, Instant now) {
    return option.output().text(value, view.json(), shown -> view.table().apply(shown, now));
  }

  private String news(T before, T value, Instant now) {
    return switch (option.output().format()) {
      case TABLE -> {
        String changes =
            Changes.between(view.table().apply(before, now), view.table().apply(value, now));
        yield changes.isEmpty() ? "" : "--- " + now + "\n" + changes;
      }
      case JSON -> all(value, now);
      case YAML -> "---\n" + all(value, now);
    };
  }
}
