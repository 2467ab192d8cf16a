package dev.weir.sim.network;

import dev.weir.agent.link.Registrar;
import dev.weir.protocol.id.DeviceId;
import dev.weir.sim.kernel.Kernel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A device's way to global. */
public final class SimRegistrar implements Registrar {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Kernel kernel;
  private final Network network;
  private final String link;
  private final DeviceId device;
  private final Supplier<Optional<GlobalEnd>> global;

  public SimRegistrar(
      Kernel kernel,
      Network network,
      String link,
      DeviceId device,
      Supplier<Optional<GlobalEnd>> global) {
    this.kernel = kernel;
    this.network = network;
    this.link = link;
    this.device = device;
    this.global = global;
  }

  @Override
  public void ask(Consumer<Answer> reply) {
    Once<Answer> once = new Once<>(reply);
    kernel.after(PATIENCE, () -> once.give(new Failed("no answer")));
    network.carry(
        link,
        () ->
            global
                .get()
                .ifPresent(
                    end -> end.me(device, told -> network.carry(link, () -> once.give(told)))));
  }
}
