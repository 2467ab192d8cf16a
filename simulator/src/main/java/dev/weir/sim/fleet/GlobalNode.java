package dev.weir.sim.fleet;

import dev.weir.agent.link.Registrar;
import dev.weir.global.adapter.memory.MemoryArtifacts;
import dev.weir.global.drive.GlobalDriver;
import dev.weir.global.drive.Settings;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.sim.check.GlobalCheck;
import dev.weir.sim.check.GlobalWatch;
import dev.weir.sim.disk.FusedGlobalStore;
import dev.weir.sim.network.GlobalEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** The global controller. */
final class GlobalNode extends Node implements GlobalEnd {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final GlobalCheck check;
  private final GlobalWatch watch;
  private final FusedGlobalStore store;
  private final MemoryArtifacts artifacts = new MemoryArtifacts();
  private final Duration lease;
  private Optional<GlobalDriver> driver = Optional.empty();

  GlobalNode(World world, Duration lease) {
    super(world, "global", Duration.ZERO);
    this.lease = lease;
    this.check = new GlobalCheck(world.truth(), world.kernel()::now);
    this.watch = new TracedGlobal(world.trace(), check);
    this.store = new FusedGlobalStore(watch, fuse);
  }

  GlobalCheck check() {
    return check;
  }

  MemoryArtifacts artifacts() {
    return artifacts;
  }

  @Override
  void boot() {
    driver =
        Optional.of(
            new GlobalDriver(
                loop(),
                chance,
                store,
                artifacts,
                new SimCertificates(),
                Settings.DEFAULT.withLease(lease)));
  }

  @Override
  void died() {
    driver = Optional.empty();
  }

  /** Calls the API as an operator who tries again until there is an answer. */
  <T> void ask(
      Function<GlobalDriver, CompletableFuture<Reply<T>>> call, Consumer<Reply<T>> answer) {
    if (driver.isEmpty()) {
      world.kernel().after(AGAIN, () -> ask(call, answer));
      return;
    }
    int start = starts();
    boolean[] answered = new boolean[1];
    whenDone(
        call.apply(driver.get()),
        reply -> {
          answered[0] = true;
          answer.accept(reply);
        });
    retry(call, answer, start, answered);
  }

  private <T> void retry(
      Function<GlobalDriver, CompletableFuture<Reply<T>>> call,
      Consumer<Reply<T>> answer,
      int start,
      boolean[] answered) {
    world
        .kernel()
        .after(
            AGAIN,
            () -> {
              if (!answered[0]) {
                if (starts() != start) {
                  ask(call, answer);
                } else {
                  retry(call, answer, start, answered);
                }
              }
            });
  }

  @Override
  public void sync(RegionId region, Bytes encoded, Consumer<Answer> reply) {
    if (driver.isEmpty()) {
      return;
    }
    world.trace().bytes(encoded.toArray());
    RegionSync sync;
    try {
      sync = RegionSync.CODEC.decode(encoded);
    } catch (Malformed e) {
      reply.accept(new Answer(Optional.empty(), e.getMessage()));
      return;
    }
    whenDone(
        driver.get().sync(Peer.of(region), sync), answer -> reply.accept(answer(region, answer)));
  }

  @Override
  public void me(DeviceId device, Consumer<Registrar.Answer> reply) {
    if (driver.isPresent()) {
      whenDone(driver.get().me(Peer.of(device)), told -> reply.accept(answer(device, told)));
    }
  }

  private Registrar.Answer answer(DeviceId device, Reply<EnrolReply> told) {
    if (told instanceof Reply.Done<EnrolReply> done) {
      world.trace().say("global tells " + device + " its region: " + done.value().region());
      return Registrar.Answer.of(done.value());
    }
    return new Registrar.Failed(((Reply.Refused<EnrolReply>) told).detail());
  }

  /** Leaves the future behind, which would swallow what the consumer throws. */
  private <T> void whenDone(CompletableFuture<T> future, Consumer<T> then) {
    CompletableFuture<Void> unused =
        future.thenAccept(done -> world.kernel().after(Duration.ZERO, () -> then.accept(done)));
  }

  private Answer answer(RegionId region, Reply<FeedPage> reply) {
    if (reply instanceof Reply.Done<FeedPage> done) {
      watch.answers(region, done.value());
      return new Answer(Optional.of(FeedPage.CODEC.encode(done.value())), "");
    }
    String why = ((Reply.Refused<FeedPage>) reply).detail();
    world.trace().say("global refuses " + region + ": " + why);
    return new Answer(Optional.empty(), why);
  }

  @Override
  public Fetched read(Digest artifact, long offset, int length) {
    Optional<Bytes> content = artifacts.read(artifact);
    if (content.isEmpty()) {
      return new Fetched.Refused("there is no artifact " + artifact.brief());
    }
    int size = content.get().size();
    int from = (int) Math.min(offset, size);
    return new Fetched.Piece(content.get().slice(from, Math.min(length, size - from)));
  }
}
