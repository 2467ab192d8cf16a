package dev.weir.sim.fleet;

import dev.weir.global.rollout.Rollouts;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Signature;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.check.Invariant;
import dev.weir.sim.check.Quiet;
import dev.weir.sim.check.Violation;
import dev.weir.sim.fault.Fault;
import dev.weir.sim.fault.FaultPlan;
import dev.weir.sim.network.Forger;
import dev.weir.sim.network.Weather;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import dev.weir.trust.signature.StatementKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What happens to a world, told in the words of operators and of the weather. */
public final class Story {
  private final World world;
  private long counter;

  Story(World world) {
    this.world = world;
  }

  /** Publishes a release that does what its image says. */
  ReleaseId release(String version, String conduct) {
    counter++;
    return publish(build(version, Pipeline.image(version, conduct), counter));
  }

  /** Publishes a release whose full image is right, and whose delta makes another image. */
  ReleaseId releaseWithWrongDelta(String version) {
    counter++;
    Released other = build(version, Pipeline.image(version, "sick"), counter);
    Released right = build(version, Pipeline.image(version, "healthy"), counter);
    return publish(world.pipeline().withDeltasOf(other, right));
  }

  private ReleaseId publish(Released released) {
    world.truth().release(released.manifest());
    released.artifacts().values().forEach(world.global().artifacts()::put);
    KeyView key = new KeyView(world.releaseKey());
    world
        .global()
        .<KeyView>ask(
            driver -> driver.addReleaseKey(key, Terms.NONE),
            added ->
                world
                    .global()
                    .<ReleaseView>ask(
                        driver -> driver.publish(released.signed(), Terms.NONE), Founding::done));
    world.run(Duration.ofSeconds(30));
    return released.manifest().release();
  }

  /**
   * Somebody takes a region over and offers its devices an image under the name of a release, with
   * a signature that names the release key and is not by it.
   */
  void takeOver(int number, String version) {
    byte[] image = Pipeline.image(version, "healthy");
    image[image.length - 1] ^= 1;
    Released genuine = build(version, image, counter);
    Signer thief = Ed25519.of(world.seedOf("thief"));
    Bytes statement = Manifest.CODEC.encode(genuine.manifest());
    Signature forged =
        new Signature(
            world.releaseKey().digest(), thief.sign(StatementKind.MANIFEST, statement).value());
    Bytes signed = Signed.CODEC.encode(new Signed(statement, List.of(forged)));
    Forger forger = new Forger(signed, genuine.artifacts());
    world.regions().get(number).frontEnd().ifPresent(end -> end.takenOver(forger));
  }

  private Released build(String version, byte[] image, long number) {
    return world
        .pipeline()
        .release(
            Founding.MODEL,
            version,
            number,
            image,
            Founding.SHIPPED,
            Pipeline.image(Founding.SHIPPED, "healthy"));
  }

  /** Time passes until so many waves are open, and a little more. */
  void untilOpen(RolloutId rollout, int waves) {
    Instant end = world.kernel().now().plus(Duration.ofHours(1));
    while (world.global().check().rollout(rollout).map(r -> r.waves().size()).orElse(0) < waves) {
      expect(
          world.kernel().now().isBefore(end),
          Invariant.ROLLOUT_ENDS,
          rollout + " does not open " + waves + " waves");
      world.run(Duration.ofSeconds(1));
    }
    world.run(Duration.ofSeconds(5));
  }

  /** Devices die in the middle of their actions until all is healed. */
  void fragile() {
    world.fragile(true);
  }

  /** The weather is bad until all is healed. */
  void storm() {
    world.network().weather(Weather.STORM);
  }

  /** What so many devices download of a release's full image, in bytes. */
  long fullImages(ReleaseId release, int devices) {
    return devices
        * world.truth().manifest(release).payloads().stream()
            .filter(payload -> payload.base().isEmpty())
            .mapToLong(Payload::size)
            .sum();
  }

  /** Starts a rollout in three waves. */
  RolloutId start(String name, ReleaseId release) {
    return start(name, release, 0);
  }

  /** Starts a rollout that may give so many bytes of full images in each region. */
  RolloutId start(String name, ReleaseId release, long fallbackBytes) {
    RolloutSpec spec =
        new RolloutSpec(
            RolloutId.of(name),
            release,
            "",
            List.of(
                wave("canary", Optional.of(100_000), 1),
                wave("third", Optional.of(330_000), 4),
                wave("rest", Optional.empty(), 4)),
            Math.max(4, world.devices().size() / 12),
            Duration.ofMinutes(3),
            new Deadlines(Duration.ofSeconds(30), Duration.ofMinutes(20), Duration.ofMinutes(15)),
            List.of(new AbortThreshold(Optional.empty(), 600_000, 3)),
            Prepare.AT_ONCE,
            fallbackBytes);
    world.truth().rollout(spec);
    world.global().<RolloutView>ask(driver -> driver.start(spec), Founding::done);
    world.run(Duration.ofSeconds(10));
    return spec.rollout();
  }

  private static WaveSpec wave(String name, Optional<Integer> share, int leastSample) {
    return new WaveSpec(
        name, share, Optional.empty(), new Gate(400_000, leastSample, Duration.ofSeconds(90)));
  }

  /** An operator's command. */
  void command(RolloutId rollout, Rollouts.Command command) {
    world
        .global()
        .<RolloutView>ask(
            driver -> driver.command(rollout, command, "the story wants it"), reply -> {});
    world.run(Duration.ofSeconds(10));
  }

  /** An operator's command, with another one soon after. */
  void hastily(RolloutId rollout, Rollouts.Command command) {
    world
        .global()
        .<RolloutView>ask(
            driver -> driver.command(rollout, command, "the story wants it"), reply -> {});
    world.run(Duration.ofSeconds(2));
  }

  /** Time passes. */
  void pass(Duration length) {
    world.run(length);
  }

  /** A share of the devices can't be reached. */
  void cutOff(int every) {
    List<DeviceNode> devices = world.devices();
    for (int i = 0; i < devices.size(); i += every) {
      world.network().cut(devices.get(i).link());
    }
  }

  /** Those that were cut off can be reached again. */
  void backAgain(int every) {
    List<DeviceNode> devices = world.devices();
    for (int i = 0; i < devices.size(); i += every) {
      world.network().mend(devices.get(i).link());
    }
  }

  /** An operator moves a share of the devices to the next region, and tells them nothing. */
  void move(int every) {
    List<DeviceNode> devices = world.devices();
    List<RegionNode> regions = world.regions();
    for (int i = 0; i < devices.size(); i += every) {
      DeviceNode device = devices.get(i);
      int now = regions.indexOf(world.region(device.region().orElseThrow()));
      RegionId next = regions.get((now + 1) % regions.size()).id();
      world
          .global()
          .<DeviceView>ask(driver -> driver.pin(device.id(), Optional.of(next)), reply -> {});
    }
    world.run(Duration.ofSeconds(10));
  }

  /** Demands that every device has found the region that it belongs to. */
  void allAtHome() {
    for (DeviceNode device : world.devices()) {
      Optional<RegionId> owner =
          world.global().check().device(device.id()).flatMap(row -> row.region());
      expect(
          owner.isPresent() && owner.equals(device.region()),
          Invariant.ONE_OWNER,
          device.id() + " lives at " + device.region() + " and belongs to " + owner);
    }
  }

  /** One region can't reach global. */
  void cutOffRegion(int number) {
    world.network().cut(world.regions().get(number).link());
  }

  /** Things go wrong for a while, as the seed wants it. */
  void trouble(Duration length, Consumer<Trouble> kinds) {
    Trouble trouble =
        new Trouble(
            new FaultPlan(world.chance().of("faults"), world.kernel().elapsed(), length),
            names(world.devices()),
            names(world.regions()),
            world.devices().stream().map(DeviceNode::link).toList(),
            world.regions().stream().map(RegionNode::link).toList());
    kinds.accept(trouble);
    for (Fault fault : trouble.plan().faults()) {
      Duration wait = fault.at().minus(world.kernel().elapsed());
      world.kernel().after(wait, () -> happens(fault));
    }
    world.run(length);
  }

  /** Whom trouble can meet. */
  record Trouble(
      FaultPlan plan,
      List<String> devices,
      List<String> regions,
      List<String> deviceLinks,
      List<String> regionLinks) {}

  private static List<String> names(List<? extends Node> nodes) {
    return nodes.stream().map(node -> node.name).toList();
  }

  private void happens(Fault fault) {
    world.trace().say(fault.toString());
    if (fault instanceof Fault.Crash crash) {
      world.node(crash.node()).ifPresent(node -> node.crash(crash.downtime()));
    } else if (fault instanceof Fault.Fuse fuse) {
      world.node(fuse.node()).ifPresent(node -> node.fuse.light(fuse.commits(), fuse.after()));
    } else if (fault instanceof Fault.Cut cut) {
      world.network().cut(cut.link());
      world.kernel().after(cut.lasts(), () -> world.network().mend(cut.link()));
    } else if (fault instanceof Fault.Storm storm) {
      world.network().weather(Weather.STORM);
      world.kernel().after(storm.lasts(), () -> world.network().weather(Weather.FAIR));
    } else if (fault instanceof Fault.Skew skew) {
      world.node(skew.node()).ifPresent(node -> node.skew(skew.by()));
      world
          .kernel()
          .after(
              skew.lasts(),
              () -> world.node(skew.node()).ifPresent(node -> node.skew(Duration.ZERO)));
    }
  }

  /** All faults stop. */
  void heal() {
    world.trace().say("heals");
    world.network().heal();
    world.fragile(false);
    List<Node> nodes = new ArrayList<>(world.regions());
    nodes.addAll(world.devices());
    nodes.add(world.global());
    for (Node node : nodes) {
      node.fuse.putOut();
      node.skew(Duration.ZERO);
      node.start();
    }
  }

  /** Waits until nothing more happens, which must be within a time. */
  void untilQuiet(Duration limit) {
    Instant end = world.kernel().now().plus(limit);
    Quiet quiet = quiet();
    Optional<Violation> not = quiet.trouble();
    while (not.isPresent()) {
      if (world.kernel().now().isAfter(end)) {
        throw not.get();
      }
      world.run(Duration.ofSeconds(15));
      not = quiet.trouble();
    }
  }

  private Quiet quiet() {
    return new Quiet(
        world.truth(),
        world.global().check(),
        world.regions().stream().map(RegionNode::check).toList(),
        world.devices().stream().map(DeviceNode::check).toList());
  }

  /** Demands something of the end. */
  void expect(boolean holds, Invariant invariant, String detail) {
    if (!holds) {
      throw new Violation(invariant, new IllegalStateException(detail));
    }
  }

  /** How many devices keep a release for good. */
  long keeping(ReleaseId release) {
    return world.devices().stream()
        .filter(device -> device.runs().contents().release().equals(Optional.of(release)))
        .count();
  }

  /** How many devices ever ran a release, on trial or for good. */
  long touched(ReleaseId release) {
    return world.devices().stream()
        .filter(device -> device.check().ran().contains(release))
        .count();
  }

  /** Demands that no action failed in another way than these. */
  void failedOnlyBy(List<FailureClass> expected) {
    for (DeviceNode device : world.devices()) {
      expect(
          expected.containsAll(device.check().failures()),
          Invariant.CONVERGENCE,
          device.id() + " failed by " + device.check().failures());
    }
  }

  int devices() {
    return world.devices().size();
  }

  /** The state of a rollout, as global keeps it. */
  String state(RolloutId rollout) {
    return world.global().check().rollout(rollout).map(row -> row.state().name()).orElse("NONE");
  }
}
