package dev.weir.global.adapter.http;

import static dev.weir.global.adapter.http.Who.ANYONE;
import static dev.weir.global.adapter.http.Who.OPERATOR;
import static dev.weir.global.adapter.http.Who.REGION;
import static dev.weir.global.adapter.http.Who.REGION_OR_OPERATOR;

import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.reply.Code;
import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Limits;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The API as one table. Source: docs/protocol.md, section 10. */
final class Routes {
  /** A body that an operator or a new member sends, in bytes. */
  static final int SMALL_BODY = 64 * 1024;

  private static final int PAGE = 100;

  private final GlobalDriver driver;
  private final ArtifactRoutes artifacts;
  private final Supplier<URI> address;

  /**
   * @param address of this API, once it is bound
   */
  Routes(GlobalDriver driver, ArtifactRoutes artifacts, Supplier<URI> address) {
    this.driver = driver;
    this.artifacts = artifacts;
    this.address = address;
  }

  List<Route> table() {
    return List.of(
        Route.of("PUT", "/v1/artifacts/{digest}", OPERATOR, artifacts::put),
        Route.of("GET", "/v1/artifacts/{digest}", REGION_OR_OPERATOR, artifacts::get),
        Route.of("POST", "/v1/release-keys", OPERATOR, this::addKey),
        Route.of("POST", "/v1/releases", OPERATOR, this::publish),
        Route.of("GET", "/v1/releases", OPERATOR, this::releases),
        Route.of("POST", "/v1/rollouts:plan", OPERATOR, this::plan),
        Route.of("POST", "/v1/rollouts", OPERATOR, this::start),
        Route.of("GET", "/v1/rollouts", OPERATOR, this::rollouts),
        Route.of("GET", "/v1/rollouts/{rollout}", OPERATOR, this::rollout),
        Route.of("POST", "/v1/rollouts/{rollout}:pause", OPERATOR, command(Rollouts.Command.PAUSE)),
        Route.of(
            "POST", "/v1/rollouts/{rollout}:resume", OPERATOR, command(Rollouts.Command.RESUME)),
        Route.of("POST", "/v1/rollouts/{rollout}:abort", OPERATOR, command(Rollouts.Command.ABORT)),
        Route.of("GET", "/v1/rollouts/{rollout}/why/{device}", OPERATOR, this::why),
        Route.of("GET", "/v1/devices", OPERATOR, this::devices),
        Route.of("GET", "/v1/devices/{device}", OPERATOR, this::device),
        Route.of("PUT", "/v1/devices/{device}/pin", OPERATOR, this::pin),
        Route.of("DELETE", "/v1/devices/{device}/pin", OPERATOR, this::unpin),
        Route.of("GET", "/v1/regions", OPERATOR, this::regions),
        Route.of("POST", "/v1/tokens", OPERATOR, this::token),
        Route.of("POST", "/v1/enrol", ANYONE, this::enrol),
        Route.of("POST", "/v1/regions/{region}/sync", REGION, this::sync));
  }

  private void addKey(Call call, Responder out) throws RefusedCall, IOException {
    out.noContent(driver.addReleaseKey(call.json(KeyView.CODEC, SMALL_BODY)));
  }

  private void publish(Call call, Responder out) throws RefusedCall, IOException {
    out.json(ReleaseView.CODEC, driver.publish(call.body(Limits.MANIFEST)));
  }

  private void releases(Call call, Responder out) {
    out.json(ReleaseList.CODEC, driver.releases());
  }

  private void plan(Call call, Responder out) throws RefusedCall, IOException {
    out.json(PlanView.CODEC, driver.plan(call.json(RolloutSpec.CODEC, SMALL_BODY)));
  }

  private void start(Call call, Responder out) throws RefusedCall, IOException {
    out.json(RolloutView.CODEC, driver.start(call.json(RolloutSpec.CODEC, SMALL_BODY)));
  }

  private void rollouts(Call call, Responder out) {
    out.json(RolloutList.CODEC, driver.rollouts());
  }

  private void rollout(Call call, Responder out) throws RefusedCall {
    out.json(RolloutView.CODEC, driver.rollout(call.path("rollout", RolloutId::of)));
  }

  private Route.Action command(Rollouts.Command command) {
    return (call, out) -> {
      RolloutId rollout = call.path("rollout", RolloutId::of);
      String reason = call.json(Reason.CODEC, SMALL_BODY).reason();
      out.json(RolloutView.CODEC, driver.command(rollout, command, reason));
    };
  }

  private void why(Call call, Responder out) throws RefusedCall {
    RolloutId rollout = call.path("rollout", RolloutId::of);
    out.json(Explanation.CODEC, driver.why(rollout, call.path("device", DeviceId::of)));
  }

  private void devices(Call call, Responder out) throws RefusedCall {
    out.json(
        DevicePage.CODEC,
        driver.devices(
            call.query("selector", ""), call.query("cursor", ""), call.number("limit", PAGE)));
  }

  private void device(Call call, Responder out) throws RefusedCall {
    out.json(DeviceView.CODEC, driver.device(call.path("device", DeviceId::of)));
  }

  private void pin(Call call, Responder out) throws RefusedCall, IOException {
    DeviceId device = call.path("device", DeviceId::of);
    String name = call.json(Reason.CODEC, SMALL_BODY).reason();
    try {
      out.json(DeviceView.CODEC, driver.pin(device, Optional.of(RegionId.of(name))));
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, "reason is the region's name: " + e.getMessage());
    }
  }

  private void unpin(Call call, Responder out) throws RefusedCall {
    out.json(DeviceView.CODEC, driver.pin(call.path("device", DeviceId::of), Optional.empty()));
  }

  private void regions(Call call, Responder out) {
    out.json(RegionList.CODEC, driver.regions());
  }

  private void token(Call call, Responder out) throws RefusedCall, IOException {
    TokenRequest request = call.json(TokenRequest.CODEC, SMALL_BODY);
    out.json(JoinFile.CODEC, driver.token(request, address.get()));
  }

  private void enrol(Call call, Responder out) throws RefusedCall, IOException {
    out.json(EnrolReply.CODEC, driver.enrol(call.json(EnrolRequest.CODEC, SMALL_BODY)));
  }

  private void sync(Call call, Responder out) throws RefusedCall, IOException {
    RegionId region = call.path("region", RegionId::of);
    Peer peer = Gatekeeper.region(call.request()).orElseThrow();
    if (!peer.equals(Peer.of(region))) {
      throw new RefusedCall(Code.FORBIDDEN, peer.uri() + " can't speak for region " + region);
    }
    RegionSync sync = call.cbor(RegionSync.CODEC, Limits.REGION_MESSAGE);
    out.cbor(FeedPage.CODEC, driver.sync(peer, sync));
  }
}
