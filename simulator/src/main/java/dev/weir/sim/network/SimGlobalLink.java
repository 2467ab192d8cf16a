package dev.weir.sim.network;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.link.GlobalLink;
import dev.weir.region.link.Synced;
import dev.weir.sim.check.RegionWatch;
import dev.weir.sim.kernel.Kernel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A region's link to global. What goes over it is encoded, as it would be. */
public final class SimGlobalLink implements GlobalLink {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Kernel kernel;
  private final Network network;
  private final String link;
  private final Supplier<Optional<GlobalEnd>> global;
  private final RegionWatch watch;

  public SimGlobalLink(
      Kernel kernel,
      Network network,
      String link,
      Supplier<Optional<GlobalEnd>> global,
      RegionWatch watch) {
    this.kernel = kernel;
    this.network = network;
    this.link = link;
    this.global = global;
    this.watch = watch;
  }

  @Override
  public void sync(RegionSync sync, Consumer<Synced> reply) {
    watch.syncs(sync);
    Bytes encoded = RegionSync.CODEC.encode(sync);
    Once<Synced> once = new Once<>(reply);
    kernel.after(PATIENCE, () -> once.give(new Synced.Failed("no answer")));
    network.carry(
        link,
        () ->
            global
                .get()
                .ifPresent(
                    end ->
                        end.sync(
                            sync.region(),
                            encoded,
                            answer -> network.carry(link, () -> once.give(read(answer))))));
  }

  private Synced read(GlobalEnd.Answer answer) {
    if (answer.page().isEmpty()) {
      return new Synced.Failed(answer.why());
    }
    try {
      FeedPage page = FeedPage.CODEC.decode(answer.page().get());
      watch.hears(page);
      return new Synced.Page(page);
    } catch (Malformed e) {
      return new Synced.Failed(e.getMessage());
    }
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    Once<Fetched> once = new Once<>(reply);
    kernel.after(PATIENCE, () -> once.give(new Fetched.Later(AGAIN, "no answer")));
    network.carry(
        link,
        () ->
            global
                .get()
                .ifPresent(
                    end -> {
                      Fetched fetched = end.read(artifact, offset, length);
                      network.carry(link, () -> once.give(fetched));
                    }));
  }

  @Override
  public void close() {}
}
