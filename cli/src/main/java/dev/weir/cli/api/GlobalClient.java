package dev.weir.cli.api;

import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Global's API, call by call. Source: docs/protocol.md, section 10. */
public final class GlobalClient {
  /** Devices that are asked for at a time. */
  static final int PAGE = 500;

  private final Calls calls;

  /**
   * Global behind an exchange.
   *
   * @param keys a new one for each write
   */
  public GlobalClient(Exchange exchange, Supplier<String> keys) {
    this.calls = new Calls(exchange, keys);
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
    return calls.get("/v1/rollouts", RolloutList.CODEC);
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
        region.map(to -> Reason.CODEC.toJson(new Reason(to.text()))).orElse(""),
        match,
        DeviceView.CODEC);
  }

  /**
   * Devices by id, page by page.
   *
   * @param limit at most so many; where there are more, the result names the next page
   */
  public Reply<DevicePage> devices(String selector, int limit) {
    List<DeviceView> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Reply<DevicePage> reply =
          calls.get(
              devicesPath(selector, cursor, Math.min(PAGE, limit - found.size())),
              DevicePage.CODEC);
      if (!(reply instanceof Reply.Done<DevicePage> page)) {
        return reply;
      }
      // Few may match a selector, so a page may be empty and go on; its cursor must move.
      if (page.value().next().isPresent() && page.value().next().equals(cursor)) {
        throw new NoAnswer("/v1/devices: global answers the same page again and again");
      }
      found.addAll(page.value().items());
      cursor = page.value().next();
    } while (cursor.isPresent() && found.size() < limit);
    return new Reply.Done<>(new DevicePage(List.copyOf(found), cursor), "");
  }

  private static String devicesPath(String selector, Optional<String> cursor, int limit) {
    return "/v1/devices?limit="
        + limit
        + (selector.isEmpty() ? "" : "&selector=" + Calls.encoded(selector))
        + cursor.map(text -> "&cursor=" + Calls.encoded(text)).orElse("");
  }

  public Reply<RegionList> regions() {
    return calls.get("/v1/regions", RegionList.CODEC);
  }

  public Reply<ReleaseList> releases() {
    return calls.get("/v1/releases", ReleaseList.CODEC);
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
