package dev.weir.system.process;

import dev.weir.agent.app.AgentMain;
import dev.weir.agent.app.ManyAgents;
import dev.weir.global.app.GlobalMain;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.region.app.RegionMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A global controller, regions and devices, each a process with its production main, brought
 * together as an operator does it: with commands, join files and options. For one thread.
 */
public final class Fleet implements AutoCloseable {
  /** How servers are started in tests: what is compiled for so short a life is compiled quickly. */
  public static final List<String> QUICK =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> DEVICE =
      List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path folder;
  private final List<String> server;
  private final Deque<Program> programs = new ArrayDeque<>();
  private final List<String> regions = new ArrayList<>();
  private final Program global;
  private final Api api;
  private final Operator operator;

  /**
   * Starts global in a new folder; it believes one release key.
   *
   * @param server options of the JVMs of global and the regions
   */
  public Fleet(Path folder, List<String> server) {
    this.folder = folder;
    this.server = server;
    this.global = add(new Program(GlobalMain.class, server, folder.resolve("global"), List.of()));
    this.api = new Api(global.data());
    this.operator = new Operator(global.data());
    global.start();
    Await.until("global's start", api::isUp);
    operator.does("key", "create", releaseKey().toString());
    operator.does("key", "trust", releaseKey() + ".pub");
  }

  private Program add(Program program) {
    programs.push(program);
    return program;
  }

  public Program global() {
    return global;
  }

  /** Global's. */
  public Api api() {
    return api;
  }

  /** Who has the word at global. */
  public Operator operator() {
    return operator;
  }

  /** The key file that global believes. */
  public Path releaseKey() {
    return folder.resolve("release-key.pem");
  }

  /** Starts a region. */
  public Program region(String name, String... options) {
    List<String> all = joining(name, "--kind", "region");
    all.addAll(List.of(options));
    Program region =
        add(new Program(RegionMain.class, server, folder.resolve("region-" + name), all));
    region.start();
    regions.add(name);
    return region;
  }

  /** Waits until global knows where each region serves: then devices may join. */
  public void awaitRegions() {
    regions.forEach(region -> Await.until("region " + region, () -> serves(region)));
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
    List<String> all = joining(name, "--kind", "device", "--region", region);
    all.addAll(options);
    return add(new Program(AgentMain.class, DEVICE, deviceFolder(name), all));
  }

  /** Where a device keeps everything. */
  public Path deviceFolder(String name) {
    return folder.resolve("device-" + name);
  }

  /**
   * A device for {@link #agents}.
   *
   * @param region that it is pinned to
   * @param options besides {@code --data}, {@code --id} and {@code --join}; without spaces
   */
  public record Device(String name, String region, List<String> options) {}

  /** Starts agents that share one process. */
  public Program agents(List<Device> devices) {
    Program host = add(new Program(ManyAgents.class, QUICK, folder.resolve("agents"), List.of()));
    List<String> lines = devices.stream().map(this::line).toList();
    try {
      Files.createDirectories(host.data());
      Files.write(host.data().resolve("agents"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.start();
    return host;
  }

  private String line(Device device) {
    List<String> all = joining(device.name(), "--kind", "device", "--region", device.region());
    all.addAll(device.options());
    return "--data " + deviceFolder(device.name()) + " " + String.join(" ", all);
  }

  private List<String> joining(String name, String... token) {
    Path join = folder.resolve(name + ".join");
    List<String> command = new ArrayList<>(List.of("token", "create", "--file", join.toString()));
    command.addAll(List.of(token));
    operator.does(command.toArray(String[]::new));
    return new ArrayList<>(List.of("--id", name, "--join", join.toString()));
  }

  /** Ends all of them. */
  @Override
  public void close() {
    programs.forEach(Program::close);
  }
}
