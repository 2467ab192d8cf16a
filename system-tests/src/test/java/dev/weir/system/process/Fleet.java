package dev.weir.system.process;

import dev.weir.agent.app.AgentMain;
import dev.weir.global.app.GlobalMain;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.region.app.RegionMain;
import dev.weir.trust.signature.Ed25519;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A global controller, regions and devices, each a process with its production main, wired as an
 * operator would: by join files, and with nothing but options. For one thread.
 */
public final class Fleet implements AutoCloseable {
  private static final List<String> SERVER = List.of("-Xmx256m");
  private static final List<String> DEVICE = List.of("-Xmx16m");

  private final Path folder;
  private final Signer releaseKey = Ed25519.generate(new SecureRandom());
  private final Deque<Program> started = new ArrayDeque<>();
  private final Program global;
  private final Api api;

  /** Starts global in a new folder; it believes one release key. */
  public Fleet(Path folder) {
    this.folder = folder;
    this.global =
        started(new Program(GlobalMain.class, SERVER, folder.resolve("global"), List.of()));
    this.api = new Api(global.data());
    global.start();
    Await.until("global's start", api::isUp);
    api.post("/v1/release-keys", KeyView.CODEC.toJson(new KeyView(releaseKey.publicKey())));
  }

  private Program started(Program program) {
    started.push(program);
    return program;
  }

  public Program global() {
    return global;
  }

  /** Global's. */
  public Api api() {
    return api;
  }

  public Signer releaseKey() {
    return releaseKey;
  }

  /** Starts a region, and waits until global knows where it serves. */
  public Program region(String name, String... options) {
    List<String> all = joining(name, new TokenRequest(MemberKind.REGION, hour(), Optional.empty()));
    all.addAll(List.of(options));
    Program region =
        started(new Program(RegionMain.class, SERVER, folder.resolve("region-" + name), all));
    region.start();
    Await.until("region " + name, () -> serves(name));
    return region;
  }

  private boolean serves(String name) {
    return api.get("/v1/regions", RegionList.CODEC).items().stream()
        .filter(region -> region.region().name().equals(name))
        .map(RegionView::health)
        .flatMap(Optional::stream)
        .anyMatch(health -> !health.endpoints().isEmpty());
  }

  /**
   * A device's agent, which is to be started.
   *
   * @param region that it is pinned to
   * @param options at each start, besides {@code --id} and {@code --join}
   */
  public Program agent(String name, String region, List<String> options) {
    List<String> all =
        joining(
            name, new TokenRequest(MemberKind.DEVICE, hour(), Optional.of(RegionId.of(region))));
    all.addAll(options);
    return started(new Program(AgentMain.class, DEVICE, folder.resolve("device-" + name), all));
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }

  private List<String> joining(String name, TokenRequest request) {
    Path join = folder.resolve(name + ".join");
    try {
      Files.writeString(join, api.post("/v1/tokens", TokenRequest.CODEC.toJson(request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(List.of("--id", name, "--join", join.toString()));
  }

  /** Ends all of them. */
  @Override
  public void close() {
    started.forEach(Program::close);
  }
}
