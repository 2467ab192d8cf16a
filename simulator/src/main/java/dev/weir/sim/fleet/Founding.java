package dev.weir.sim.fleet;

import dev.weir.agent.link.Home;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.SiteId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Founds a fleet as people do: tokens, enrolment, first starts. */
final class Founding {
  static final Model MODEL = new Model("pump");
  static final String SHIPPED = "1.0";
  private static final URI API = URI.create("https://global.example");

  private final World world;
  private final byte[] image = Pipeline.image(SHIPPED, "healthy");

  Founding(World world) {
    this.world = world;
  }

  /** Global, regions and devices; when it returns, all of them have been started. */
  void found(int regions, int devices) {
    world.truth().shipped(Digest.of(image));
    world.global().start();
    for (int i = 0; i < regions; i++) {
      RegionNode region = new RegionNode(world, RegionId.of("r" + (i + 1)));
      world.add(region);
      enrol(request(MemberKind.REGION, region.id().text()), reply -> region.start());
    }
    world.run(Duration.ofSeconds(20));
    for (int i = 0; i < devices; i++) {
      DeviceNode device = device("d" + (10_000 + i), i);
      world.add(device);
      enrol(request(device.identity()), reply -> joined(device, reply));
    }
    world.run(Duration.ofSeconds(60));
  }

  private DeviceNode device(String name, int number) {
    Signer signer = Ed25519.of(world.seedOf(name));
    DeviceOwned identity =
        new DeviceOwned(
            DeviceId.of(name),
            0,
            SiteId.of("site-" + number % 20),
            MODEL,
            number % 3 == 0 ? "rev-b" : "rev-a",
            Map.of("ring", number % 10 == 0 ? "lab" : "field"),
            signer.publicKey());
    return new DeviceNode(world, identity, signer, image, new Version(SHIPPED));
  }

  private void joined(DeviceNode device, EnrolReply reply) {
    device.livesAt(new Home(reply.region(), reply.endpoints()));
    world.kernel().after(Duration.ofMillis(device.chance.nextInt(20_000)), device::start);
  }

  private static EnrolRequest request(MemberKind kind, String name) {
    return new EnrolRequest(
        kind,
        "",
        name,
        "request of " + name,
        Bytes.EMPTY,
        Optional.empty(),
        "",
        Optional.empty(),
        Map.of());
  }

  private static EnrolRequest request(DeviceOwned device) {
    return new EnrolRequest(
        MemberKind.DEVICE,
        "",
        device.device().text(),
        "request of " + device.device(),
        device.reportKey(),
        Optional.of(device.model()),
        device.hardware(),
        Optional.of(device.site()),
        device.labels());
  }

  private void enrol(EnrolRequest request, Consumer<EnrolReply> then) {
    TokenRequest wanted = new TokenRequest(request.kind(), Duration.ofHours(1), Optional.empty());
    world
        .global()
        .<JoinFile>ask(
            driver -> driver.token(wanted, API, Terms.NONE),
            reply -> join(with(request, done(reply).token()), then));
  }

  private void join(EnrolRequest request, Consumer<EnrolReply> then) {
    world
        .global()
        .<EnrolReply>ask(
            driver -> driver.enrol(request),
            reply -> {
              if (reply instanceof Reply.Refused<EnrolReply> refused
                  && refused.retryAfter().isPresent()) {
                world.kernel().after(refused.retryAfter().get(), () -> join(request, then));
              } else {
                then.accept(done(reply));
              }
            });
  }

  private static EnrolRequest with(EnrolRequest request, String token) {
    return new EnrolRequest(
        request.kind(),
        token,
        request.name(),
        request.csr(),
        request.reportKey(),
        request.model(),
        request.hardware(),
        request.site(),
        request.labels());
  }

  static <T> T done(Reply<T> reply) {
    if (reply instanceof Reply.Done<T> done) {
      return done.value();
    }
    throw new IllegalStateException("refused: " + reply);
  }
}
