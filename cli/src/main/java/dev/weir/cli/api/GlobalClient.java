package dev.weir.cli.api;

import dev.weir.protocol.api.DeltaJobList;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Pin;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Limits;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Global's API, call by call. Source: docs/protocol.md, section 10. */
public final class GlobalClient {
  /** What a list can hold. */
  private static final int MOST = Limits.LIST;

  private final Calls calls;
  private final Pages pages;

  /**
   * Global behind an exchange.
   *
   * @param keys a new one for each write
   */
  public GlobalClient(Exchange exchange, Supplier<String> keys) {
    this.calls = new Calls(exchange, keys);
    this.pages = new Pages(calls);
  }

  /** What operators do to a rollout that runs. */
  public enum Change {
    PAUSE,
    RESUME,
    ABORT;

    /** The word on the command line and in the path. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Reply<PlanView> plan(RolloutSpec spec) {
    return calls.ask("/v1/rollouts:plan", RolloutSpec.CODEC.toJson(spec), PlanView.CODEC);
  }

  public Reply<RolloutView> start(RolloutSpec spec) {
    return calls.write(
        "POST", "/v1/rollouts", RolloutSpec.CODEC.toJson(spec), "", RolloutView.CODEC);
  }

  /**
   * Changes a rollout's state.
   *
   * @param match the tag of the rollout as it was seen; empty: whatever it is now
   */
  public Reply<RolloutView> change(RolloutId rollout, Change change, String reason, String match) {
    return calls.write(
        "POST",
        "/v1/rollouts/" + rollout + ":" + change.word(),
        Reason.CODEC.toJson(new Reason(reason)),
        match,
        RolloutView.CODEC);
  }

  public Reply<RolloutView> rollout(RolloutId rollout) {
    return calls.get("/v1/rollouts/" + rollout, RolloutView.CODEC);
  }

  public Reply<RolloutList> rollouts() {
    return pages.of(
        "/v1/rollouts",
        "",
        MOST,
        new Pages.Kind<>(
            RolloutList.CODEC, RolloutList::items, RolloutList::next, RolloutList::new));
  }

  /** Jobs for deltas. */
  public Reply<DeltaJobList> deltaJobs() {
    return pages.of(
        "/v1/delta-jobs",
        "",
        MOST,
        new Pages.Kind<>(
            DeltaJobList.CODEC, DeltaJobList::items, DeltaJobList::next, DeltaJobList::new));
  }

  public Reply<Explanation> why(RolloutId rollout, DeviceId device) {
    return calls.get("/v1/rollouts/" + rollout + "/why/" + device, Explanation.CODEC);
  }

  public Reply<DeviceView> device(DeviceId device) {
    return calls.get("/v1/devices/" + device, DeviceView.CODEC);
  }

  /**
   * Pins a device to a region, or lets global choose.
   *
   * @param match the tag of the device as it was seen; empty: whatever it is now
   */
  public Reply<DeviceView> pin(DeviceId device, Optional<RegionId> region, String match) {
    return calls.write(
        region.isPresent() ? "PUT" : "DELETE",
        "/v1/devices/" + device + "/pin",
        region.map(to -> Pin.CODEC.toJson(new Pin(to))).orElse(""),
        match,
        DeviceView.CODEC);
  }

  /**
   * Devices by id, page by page.
   *
   * @param limit at most so many; where there are more, the result names the next page
   */
  public Reply<DevicePage> devices(DeviceFilter filter, int limit) {
    return pages.of(
        "/v1/devices",
        filter.query(),
        limit,
        new Pages.Kind<>(DevicePage.CODEC, DevicePage::items, DevicePage::next, DevicePage::new));
  }

  /**
   * A device's readings, asked of its region.
   *
   * @param series absent: every series
   * @param points of each, over the whole time
   */
  public Reply<TelemetryView> telemetry(
      DeviceId device, Optional<String> series, Instant since, Instant until, int points) {
    return calls.get(
        "/v1/devices/"
            + device
            + "/telemetry?since="
            + Calls.encoded(since.toString())
            + "&until="
            + Calls.encoded(until.toString())
            + "&points="
            + points
            + series.map(name -> "&series=" + Calls.encoded(name)).orElse(""),
        TelemetryView.CODEC);
  }

  public Reply<ResidencyRules> residency() {
    return calls.get("/v1/residency", ResidencyRules.CODEC);
  }

  /** What these rules would move; changes nothing. */
  public Reply<ResidencyPlan> planResidency(ResidencyRules rules) {
    return calls.ask("/v1/residency:plan", ResidencyRules.CODEC.toJson(rules), ResidencyPlan.CODEC);
  }

  /** Puts these rules in the place of those of their generation. */
  public Reply<ResidencyRules> setResidency(ResidencyRules rules) {
    return calls.write(
        "PUT",
        "/v1/residency",
        ResidencyRules.CODEC.toJson(rules),
        "\"" + rules.generation() + "\"",
        ResidencyRules.CODEC);
  }

  public Reply<RegionList> regions() {
    return pages.of(
        "/v1/regions",
        "",
        MOST,
        new Pages.Kind<>(RegionList.CODEC, RegionList::items, RegionList::next, RegionList::new));
  }

  public Reply<ReleaseList> releases() {
    return pages.of(
        "/v1/releases",
        "",
        MOST,
        new Pages.Kind<>(
            ReleaseList.CODEC, ReleaseList::items, ReleaseList::next, ReleaseList::new));
  }

  public Reply<JoinFile> token(TokenRequest request) {
    return calls.write(
        "POST", "/v1/tokens", TokenRequest.CODEC.toJson(request), "", JoinFile.CODEC);
  }

  /** Makes global, regions and devices believe releases that are signed with this key. */
  public Reply<KeyView> trust(KeyView key) {
    return calls.tell("/v1/release-keys", KeyView.CODEC.toJson(key), key);
  }
}
