package dev.weir.cli.api;

import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Global's API, call by call. Source: docs/protocol.md, section 10. */
public final class GlobalClient {
  /** Devices that are asked for at a time. */
  static final int PAGE = 500;

  private static final int SHOWN = 200;

  private final Exchange exchange;

  public GlobalClient(Exchange exchange) {
    this.exchange = exchange;
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
    return post("/v1/rollouts:plan", RolloutSpec.CODEC.toJson(spec), PlanView.CODEC);
  }

  public Reply<RolloutView> start(RolloutSpec spec) {
    return post("/v1/rollouts", RolloutSpec.CODEC.toJson(spec), RolloutView.CODEC);
  }

  public Reply<RolloutView> change(RolloutId rollout, Change change, String reason) {
    return post(
        "/v1/rollouts/" + rollout + ":" + change.word(),
        Reason.CODEC.toJson(new Reason(reason)),
        RolloutView.CODEC);
  }

  public Reply<RolloutView> rollout(RolloutId rollout) {
    return get("/v1/rollouts/" + rollout, RolloutView.CODEC);
  }

  public Reply<RolloutList> rollouts() {
    return get("/v1/rollouts", RolloutList.CODEC);
  }

  public Reply<Explanation> why(RolloutId rollout, DeviceId device) {
    return get("/v1/rollouts/" + rollout + "/why/" + device, Explanation.CODEC);
  }

  public Reply<DeviceView> device(DeviceId device) {
    return get("/v1/devices/" + device, DeviceView.CODEC);
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
          get(
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
    return new Reply.Done<>(new DevicePage(List.copyOf(found), cursor));
  }

  private static String devicesPath(String selector, Optional<String> cursor, int limit) {
    return "/v1/devices?limit="
        + limit
        + (selector.isEmpty() ? "" : "&selector=" + encoded(selector))
        + cursor.map(text -> "&cursor=" + encoded(text)).orElse("");
  }

  public Reply<RegionList> regions() {
    return get("/v1/regions", RegionList.CODEC);
  }

  public Reply<ReleaseList> releases() {
    return get("/v1/releases", ReleaseList.CODEC);
  }

  public Reply<JoinFile> token(TokenRequest request) {
    return post("/v1/tokens", TokenRequest.CODEC.toJson(request), JoinFile.CODEC);
  }

  /** Makes global, regions and devices believe releases that are signed with this key. */
  public Reply<KeyView> trust(KeyView key) {
    Exchange.Request request =
        new Exchange.Request("POST", "/v1/release-keys", KeyView.CODEC.toJson(key));
    Exchange.Answer answer = exchange.send(request);
    return isGood(answer) ? new Reply.Done<>(key) : new Reply.Refused<>(problem(request, answer));
  }

  private <T> Reply<T> get(String path, Codec<T> codec) {
    return send(new Exchange.Request("GET", path, ""), codec);
  }

  private <T> Reply<T> post(String path, String body, Codec<T> codec) {
    return send(new Exchange.Request("POST", path, body), codec);
  }

  private <T> Reply<T> send(Exchange.Request request, Codec<T> codec) {
    Exchange.Answer answer = exchange.send(request);
    if (!isGood(answer)) {
      return new Reply.Refused<>(problem(request, answer));
    }
    try {
      return new Reply.Done<>(codec.fromJson(answer.body()));
    } catch (Malformed e) {
      throw new NoAnswer(
          request.path()
              + ": global answers what this command does not understand ("
              + e.getMessage()
              + "); are both of one version?",
          e);
    }
  }

  private static boolean isGood(Exchange.Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  private static Problem problem(Exchange.Request request, Exchange.Answer answer) {
    try {
      return Problem.CODEC.fromJson(answer.body());
    } catch (Malformed e) {
      String body = answer.body();
      String shown = body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "...";
      return new Problem(
          "about:blank",
          "refused",
          answer.status(),
          request.method() + " " + request.path() + " is answered " + answer.status() + " " + shown,
          "");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
