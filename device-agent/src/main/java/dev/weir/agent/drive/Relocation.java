package dev.weir.agent.drive;

import dev.weir.agent.link.Home;
import dev.weir.agent.link.HomeSearch;
import dev.weir.agent.link.HomeSearch.State;
import dev.weir.agent.link.Registrar;
import dev.weir.agent.link.Residence;
import dev.weir.agent.link.SearchSettings;
import dev.weir.protocol.channel.Loop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the region that serves this device where its own does not any more: asks global, keeps the
 * answer, and has the link begin anew. Source: docs/protocol.md, 6.7.
 */
final class Relocation {
  private static final Logger LOG = LoggerFactory.getLogger(Relocation.class);

  private final Loop loop;
  private final Registrar registrar;
  private final Residence residence;
  private final HomeSearch search;
  private Runnable reconnect = () -> {};
  private Loop.Timer alarm = () -> {};
  private Optional<String> said = Optional.empty();
  private boolean unserved;
  private long moves;
  private boolean stopped;

  Relocation(AgentPorts ports, SearchSettings settings) {
    this.loop = ports.loop();
    this.registrar = ports.registrar();
    this.residence = ports.residence();
    this.search = new HomeSearch(settings, ports.chance(), loop.now());
  }

  /**
   * Begins to look out.
   *
   * @param link leaves the old home for the new one
   */
  void start(Runnable link) {
    reconnect = link;
    arm();
  }

  /** A region that knows the device spoke. */
  void served() {
    if (search.state() != State.SERVED) {
      search.served();
      said = Optional.empty();
      unserved = false;
      arm();
    }
  }

  /** The region does not know the device. */
  void turnedAway() {
    search.turnedAway(loop.now());
    arm();
  }

  /** The region is not reached. */
  void lost() {
    search.lost(loop.now());
    arm();
  }

  private void arm() {
    alarm.cancel();
    if (stopped) {
      return;
    }
    alarm = search.due().map(this::at).orElse(() -> {});
  }

  private Loop.Timer at(Instant due) {
    Duration wait = Duration.between(loop.now(), due);
    return loop.after(wait.isNegative() ? Duration.ZERO : wait, this::ask);
  }

  private void ask() {
    if (search.asks(loop.now())) {
      registrar.ask(answer -> loop.execute(() -> answered(answer)));
    } else {
      arm();
    }
  }

  private void answered(Registrar.Answer answer) {
    if (stopped || search.state() != State.ASKS) {
      return;
    }
    if (answer instanceof Registrar.At at) {
      settle(at.home());
    } else if (answer instanceof Registrar.Nowhere nowhere) {
      unserved = true;
      stays("no region serves this device: " + nowhere.why());
    } else {
      stays("global can't be asked where it belongs: " + ((Registrar.Failed) answer).why());
    }
    arm();
  }

  private void settle(Home home) {
    unserved = false;
    if (home.equals(residence.home())) {
      stays("global says that region " + home.name() + " serves this device");
      return;
    }
    try {
      residence.move(home);
    } catch (IOException e) {
      stays("it can't move to region " + home.name() + ": " + e.getMessage());
      return;
    }
    LOG.info("moves to region {} at {}", home.name(), home.endpoints());
    said = Optional.empty();
    moves++;
    search.moved(loop.now());
    reconnect.run();
  }

  /** Says why, where that is something new. */
  private void stays(String why) {
    if (!said.equals(Optional.of(why))) {
      LOG.warn("{}; asks again by itself", why);
    }
    said = Optional.of(why);
    search.answered(loop.now());
  }

  /** What is known of it while nobody serves the device. */
  Optional<String> trouble() {
    return said.or(
        () ->
            search.turnedAway() > 0
                ? Optional.of("region " + residence.home().name() + " does not know this device")
                : Optional.empty());
  }

  /** Whether global said last that no region serves the device. */
  boolean isUnserved() {
    return unserved;
  }

  /** How often it moved since the process was started. */
  long moves() {
    return moves;
  }

  void stop() {
    stopped = true;
    alarm.cancel();
  }
}
