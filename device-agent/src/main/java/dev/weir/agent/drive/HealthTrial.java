package dev.weir.agent.drive;

import dev.weir.agent.health.Judgement;
import dev.weir.agent.health.ProbeOutput;
import dev.weir.agent.health.TrialPlan;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.FailureClass;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries the running slot: starts its image again and again until the trial's end, then measures the
 * slot once more. Begins anew after a kill; boot control counts how often.
 */
final class HealthTrial {
  /** After the image's own limit, how long whoever starts it may take to say so. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Who hears of it. */
  interface Heard extends WorkHeard {
    void healthy();
  }

  private final AgentPorts ports;
  private final Measures measures;
  private final Turn turn;
  private final Digest image;
  private final Health health;
  private final TrialPlan plan;
  private final Heard heard;
  private Duration waited = Duration.ZERO;
  private long starts;

  HealthTrial(
      AgentPorts ports,
      Measures measures,
      Turn turn,
      Manifest manifest,
      TrialSettings settings,
      Heard heard) {
    this.ports = ports;
    this.measures = measures;
    this.turn = turn;
    this.image = manifest.image();
    this.health = settings.within(manifest.health());
    this.plan = settings.plan(manifest.health());
    this.heard = heard;
  }

  void start() {
    if (!turn.isLive()) {
      return;
    }
    starts++;
    long mine = starts;
    ports
        .loop()
        .after(
            health.timeout().plus(GRACE),
            () -> ended(mine, new ProbeOutput.NotStarted("nothing was heard of it")));
    ports
        .trial()
        .start(
            ports.boot().running(),
            health,
            output -> ports.loop().execute(() -> ended(mine, output)));
  }

  private void ended(long which, ProbeOutput output) {
    if (!turn.isLive() || which != starts) {
      return;
    }
    starts++;
    Optional<String> trouble = Judgement.trouble(health, output);
    if (trouble.isPresent()) {
      heard.failed(FailureClass.UNHEALTHY, "the image " + trouble.get());
      return;
    }
    Optional<Duration> pause = plan.pauseAfter(waited);
    if (pause.isEmpty()) {
      measure();
    } else {
      waited = waited.plus(pause.get());
      ports.loop().after(pause.get(), this::start);
    }
  }

  private void measure() {
    Slices slices =
        new Slices(
            ports.loop(),
            turn,
            e ->
                heard.failed(
                    FailureClass.DEVICE_FAULT, "the slot can't be read: " + e.getMessage()));
    measures.measure(ports.boot().running(), slices, this::judge);
  }

  private void judge() {
    Digest found = measures.of(ports.boot().running());
    if (found.equals(image)) {
      heard.healthy();
    } else {
      heard.failed(FailureClass.UNHEALTHY, "the slot's digest changed in the trial to " + found);
    }
  }
}
