package dev.weir.demo.app;

import dev.weir.demo.play.Cast;
import dev.weir.demo.play.Wish;
import dev.weir.demo.view.Display;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Reads what somebody types and does it, until they have enough. */
final class Prompt {
  private final BufferedReader in;
  private final Display display;
  private final Cast cast;
  private final Stage stage;
  private final String help;

  Prompt(BufferedReader in, Display display, Cast cast, Stage stage, String help) {
    this.in = in;
    this.display = display;
    this.cast = cast;
    this.stage = stage;
    this.help = help;
  }

  void run() throws IOException {
    display.block(help);
    boolean isGoingOn = true;
    while (isGoingOn) {
      display.prompt();
      Optional<String> line = Optional.ofNullable(in.readLine());
      isGoingOn = line.isPresent() && isGranted(Wish.parse(line.get(), cast));
    }
  }

  /** Does it; whether to go on. */
  private boolean isGranted(Wish wish) {
    if (wish instanceof Wish.Cut cut) {
      stage.cut(cut.region());
      display.say(cut.region() + " and global do not reach each other; its devices still reach it");
    } else if (wish instanceof Wish.Join join) {
      stage.join(join.region());
      display.say(join.region() + " and global reach each other");
    } else if (wish instanceof Wish.Stop stop) {
      display.say(stop.process() + (stage.stop(stop.process()) ? " is stopped" : " was stopped"));
    } else if (wish instanceof Wish.Start start) {
      display.say(start.process() + (stage.start(start.process()) ? " is started" : " runs"));
    } else if (wish instanceof Wish.Weir weir) {
      stage.weir(weir.words());
    } else if (wish instanceof Wish.Help) {
      display.block(help);
    } else if (wish instanceof Wish.Unclear unclear) {
      display.say(unclear.why());
    }
    return !(wish instanceof Wish.Quit);
  }
}
