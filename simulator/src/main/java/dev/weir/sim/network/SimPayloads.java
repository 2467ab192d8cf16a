package dev.weir.sim.network;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.kernel.Kernel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A device's way to artifacts; now and then a bit of one arrives wrong. */
public final class SimPayloads implements PayloadSource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final double FLIPS = 0.004;

  private final Kernel kernel;
  private final Network network;
  private final String link;
  private final DeviceId device;
  private final Supplier<Optional<SimFrontEnd>> region;
  private final RandomGenerator chance;

  public SimPayloads(
      Kernel kernel,
      Network network,
      String link,
      DeviceId device,
      Supplier<Optional<SimFrontEnd>> region,
      RandomGenerator chance) {
    this.kernel = kernel;
    this.network = network;
    this.link = link;
    this.device = device;
    this.region = region;
    this.chance = chance;
  }

  @Override
  public String path() {
    return "http";
  }

  @Override
  public void fetch(Digest artifact, long offset, int length, Consumer<Fetched> reply) {
    Once<Fetched> once = new Once<>(reply);
    kernel.after(PATIENCE, () -> once.give(new Fetched.Later(AGAIN, "no answer")));
    network.carry(
        link,
        () ->
            region
                .get()
                .ifPresent(
                    end ->
                        end.artifacts()
                            .read(
                                Peer.of(device),
                                artifact,
                                offset,
                                length,
                                fetched ->
                                    network.carry(link, () -> once.give(perhaps(fetched))))));
  }

  private Fetched perhaps(Fetched fetched) {
    if (fetched instanceof Fetched.Piece piece
        && piece.bytes().size() > 0
        && chance.nextDouble() < FLIPS) {
      byte[] bytes = piece.bytes().toArray();
      bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
      return new Fetched.Piece(Bytes.wrap(bytes));
    }
    return fetched;
  }

  @Override
  public void close() {}
}
