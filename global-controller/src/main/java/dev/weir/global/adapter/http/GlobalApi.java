package dev.weir.global.adapter.http;

import dev.weir.global.adapter.disk.DiskArtifacts;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.Pin;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.web.Admission;
import dev.weir.web.Body;
import dev.weir.web.Call;
import dev.weir.web.Gatekeeper;
import dev.weir.web.OpenApi;
import dev.weir.web.Query;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The global controller's API as one table. Source: docs/protocol.md, section 10. */
public final class GlobalApi {
  /** Largest artifact: that of the largest payload, in bytes. */
  public static final long MAX_ARTIFACT = 4L * 1024 * 1024 * 1024;

  /** A body that an operator or a new member sends, in bytes. */
  static final int SMALL_BODY = 64 * 1024;

  /** All residency rules, in bytes. */
  private static final int RULES_BODY = 512 * 1024;

  private static final Body<Bytes> BYTES = Body.bytes("application/octet-stream");
  private static final Body<DeviceView> DEVICE =
      Body.json(DeviceView.CODEC).tagged(DeviceView::tag);
  private static final Body<ResidencyRules> RULES =
      Body.json(ResidencyRules.CODEC).tagged(ResidencyRules::tag);
  static final Query<Integer> LIMIT = Query.number("limit", "At most so many items.", 1, 1000, 100);
  static final Query<String> CURSOR =
      Query.text("cursor", "From a page before; empty: from the start.");
  static final Query<Integer> ALL_LIMIT =
      Query.number("limit", "At most so many items.", 1, 1000, 1000);

  private final GlobalDriver driver;
  private final ArtifactRoutes artifacts;
  private final Gatekeeper gate;
  private final URI address;

  private GlobalApi(GlobalDriver driver, ArtifactRoutes artifacts, Gatekeeper gate, URI address) {
    this.driver = driver;
    this.artifacts = artifacts;
    this.gate = gate;
    this.address = address;
  }

  /**
   * The table.
   *
   * @param address of this API, for join files
   * @param maxArtifact largest upload, in bytes
   */
  public static List<Route> routes(
      GlobalDriver driver,
      DiskArtifacts artifacts,
      Gatekeeper gate,
      URI address,
      long maxArtifact) {
    GlobalApi api =
        new GlobalApi(driver, new ArtifactRoutes(artifacts, maxArtifact), gate, address);
    return OpenApi.described(
        "Weir global controller",
        Stream.of(
                api.releases(),
                new RolloutRoutes(driver, gate.operator()).table(),
                new DeltaRoutes(driver, gate.operator(), gate.worker()).table(),
                api.devices(),
                api.fleet(),
                api.residency(),
                api.members())
            .flatMap(List::stream)
            .toList());
  }

  private List<Route> releases() {
    Admission operator = gate.operator();
    return List.of(
        Route.put("/v1/artifacts/{digest}")
            .by(gate.worker())
            .says("Uploads an artifact; the same bytes again change nothing.")
            .refuses(Code.DIGEST_MISMATCH, Code.TOO_LARGE, Code.DISK_FULL)
            .does(BYTES, 201, Body.none(), artifacts::put),
        Route.get("/v1/artifacts/{digest}")
            .by(gate.reader())
            .says("Downloads an artifact, or one range of its bytes.")
            .refuses(Code.NOT_FOUND, Code.RANGE)
            .does(Body.none(), 200, BYTES, artifacts::get),
        Route.post("/v1/release-keys")
            .by(operator)
            .says("Trusts a release signer's key; a repeat changes nothing.")
            .refuses(Code.DISK_FULL)
            .once()
            .takes(Body.json(KeyView.CODEC), SMALL_BODY)
            .answers(204, Body.none(), (call, key) -> driver.addReleaseKey(key, call.terms())),
        Route.post("/v1/releases")
            .by(operator)
            .says("Publishes a release by its signed manifest; the same again changes nothing.")
            .refuses(
                Code.EXISTS,
                Code.BAD_SIGNATURE,
                Code.NOT_NEWER,
                Code.MISSING_ARTIFACT,
                Code.DISK_FULL)
            .once()
            .takes(Body.bytes("application/cbor"), Limits.MANIFEST)
            .answers(
                Body.json(ReleaseView.CODEC),
                (call, signed) -> driver.publish(signed, call.terms())),
        Route.get("/v1/releases")
            .by(operator)
            .says("Releases, the newest first.")
            .reads(CURSOR, ALL_LIMIT)
            .answers(
                Body.json(ReleaseList.CODEC),
                call -> driver.releases(call.query(CURSOR), call.query(ALL_LIMIT))));
  }

  private List<Route> devices() {
    Admission operator = gate.operator();
    return List.of(
        Route.get("/v1/devices")
            .by(operator)
            .says("Devices by id, page by page.")
            .reads(Asked.SELECTOR, Asked.STATE, Asked.VERSION, Asked.REGION, CURSOR, LIMIT)
            .answers(
                Body.json(DevicePage.CODEC),
                call -> driver.devices(Asked.filter(call), call.query(CURSOR), call.query(LIMIT))),
        Route.get("/v1/devices/{device}/telemetry")
            .by(operator)
            .says("Asks the device's region for its readings; of the last hour, if not told.")
            .reads(Asked.SINCE, Asked.UNTIL, Asked.SERIES, Asked.POINTS)
            .refuses(Code.NOT_FOUND, Code.NO_REGION, Code.OLD_REGION, Code.NO_ANSWER)
            .answers(
                Body.json(TelemetryView.CODEC),
                call -> driver.telemetry(device(call), Asked.telemetry(call))),
        Route.get("/v1/devices/{device}")
            .by(operator)
            .says("One device, with its newest reports.")
            .refuses(Code.NOT_FOUND)
            .answers(DEVICE, call -> driver.device(device(call))),
        Route.put("/v1/devices/{device}/pin")
            .by(operator)
            .says("Pins a device to a region.")
            .refuses(Code.NOT_FOUND, Code.DISK_FULL)
            .matching()
            .takes(Body.json(Pin.CODEC), SMALL_BODY)
            .answers(
                DEVICE,
                (call, pin) -> driver.pin(device(call), Optional.of(pin.region()), call.terms())),
        Route.delete("/v1/devices/{device}/pin")
            .by(operator)
            .says("Lifts a device's pin; a repeat changes nothing.")
            .refuses(Code.NOT_FOUND, Code.DISK_FULL)
            .matching()
            .answers(DEVICE, call -> driver.pin(device(call), Optional.empty(), call.terms())));
  }

  private List<Route> fleet() {
    return List.of(
        Route.get("/v1/overview")
            .by(gate.operator())
            .says("The fleet at a glance: devices of each kind, regions, what happened lately.")
            .answers(Body.json(Overview.CODEC), call -> driver.overview()),
        Route.get("/v1/changes")
            .by(gate.operator())
            .says("What happened in the fleet, newest first.")
            .reads(Asked.BELOW, LIMIT)
            .answers(
                Body.json(ChangePage.CODEC),
                call -> driver.changes(call.query(Asked.BELOW), call.query(LIMIT))));
  }

  private List<Route> residency() {
    Admission operator = gate.operator();
    Body<ResidencyRules> rules = Body.json(ResidencyRules.CODEC);
    return List.of(
        Route.get("/v1/residency")
            .by(operator)
            .says("The residency rules, in the order in which they are tried.")
            .answers(RULES, call -> driver.residency()),
        Route.put("/v1/residency")
            .by(operator)
            .says("Puts all residency rules and hands devices over.")
            .refuses(Code.BAD_SPEC, Code.DISK_FULL)
            .matching()
            .takes(rules, RULES_BODY)
            .answers(RULES, (call, body) -> driver.putResidency(body.items(), call.terms())),
        Route.post("/v1/residency:plan")
            .by(operator)
            .says("What residency rules would move now; changes nothing.")
            .refuses(Code.BAD_SPEC)
            .takes(rules, RULES_BODY)
            .answers(
                Body.json(ResidencyPlan.CODEC),
                (call, body) -> driver.planResidency(body.items())));
  }

  private List<Route> members() {
    return List.of(
        Route.get("/v1/me")
            .by(gate.device())
            .says("What a device was told when it joined, with its region as it is now.")
            .refuses(Code.NOT_FOUND)
            .answers(Body.json(EnrolReply.CODEC), this::me),
        Route.get("/v1/regions")
            .by(gate.operator())
            .says("All regions, by id.")
            .reads(CURSOR, ALL_LIMIT)
            .answers(
                Body.json(RegionList.CODEC),
                call -> driver.regions(call.query(CURSOR), call.query(ALL_LIMIT))),
        Route.post("/v1/tokens")
            .by(gate.operator())
            .says("Makes a one-time join token.")
            .refuses(Code.NOT_FOUND, Code.DISK_FULL)
            .once()
            .takes(Body.json(TokenRequest.CODEC), SMALL_BODY)
            .answers(
                Body.json(JoinFile.CODEC),
                (call, wish) -> driver.token(wish, address, call.terms())),
        Route.post("/v1/enrol")
            .says("Lets a region or a device join with a token; the same again changes nothing.")
            .refuses(Code.BAD_TOKEN, Code.EXISTS, Code.NO_REGION, Code.DISK_FULL)
            .takes(Body.json(EnrolRequest.CODEC), SMALL_BODY)
            .answers(Body.json(EnrolReply.CODEC), (call, wish) -> driver.enrol(wish)),
        Route.post("/v1/regions/{region}/sync")
            .by(gate.region())
            .says("One exchange with a region; repeated and late ones change nothing.")
            .refuses(Code.FORBIDDEN, Code.STALE_INCARNATION)
            .takes(Body.cbor(RegionSync.CODEC), Limits.REGION_MESSAGE)
            .answers(Body.cbor(FeedPage.CODEC), this::sync));
  }

  private CompletableFuture<Reply<EnrolReply>> me(Call call) {
    return driver.me(Gatekeeper.device(call).orElseThrow());
  }

  private CompletableFuture<Reply<FeedPage>> sync(Call call, RegionSync sync) throws RefusedCall {
    RegionId region = call.path("region", RegionId::of);
    Peer peer = Gatekeeper.region(call).orElseThrow();
    if (!peer.equals(Peer.of(region))) {
      throw new RefusedCall(Code.FORBIDDEN, peer.uri() + " can't speak for region " + region);
    }
    return driver.sync(peer, sync);
  }

  static DeviceId device(Call call) throws RefusedCall {
    return call.path("device", DeviceId::of);
  }
}
