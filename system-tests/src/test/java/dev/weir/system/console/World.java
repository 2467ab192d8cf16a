package dev.weir.system.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.agent.health.Machine;
import dev.weir.console.Browser;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.rank.Rank;
import dev.weir.system.process.Api;
import dev.weir.system.process.Await;
import dev.weir.system.process.Fleet;
import dev.weir.system.process.Operator;
import dev.weir.system.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the consoles are looked at with: global and two regions as processes, pumps with real
 * agents, and a browser.
 */
final class World implements AutoCloseable {
  static final String MODEL = "pump-v2";

  /** The rollout that all pumps had. */
  static final String DONE = "winter-update";

  private static final String FACTORY = "1.4.0";
  private static final List<String> REGIONS = List.of("north", "south");

  private final Machine machine;
  private final Path images;
  private final Browser browser;
  private final Fleet fleet;
  private final Map<String, Program> regions = new TreeMap<>();
  private final Api north;
  private final List<String> pumps = new ArrayList<>();

  /**
   * Starts the browser, global and the regions; skips where it can't.
   *
   * @param server options of their JVMs
   * @param sync how often regions sync, at the least
   */
  World(Path folder, List<String> server, String sync) throws IOException {
    Optional<Machine> here = PumpImage.machineHere();
    assumeTrue(here.isPresent(), "no program can be made for this machine");
    machine = here.get();
    images = Files.createDirectories(folder.resolve("images"));
    browser = Browser.open(folder.resolve("profile"));
    try {
      fleet = new Fleet(folder, server);
      for (String region : REGIONS) {
        regions.put(region, fleet.region(region, "--sync", sync));
      }
      fleet.awaitRegions();
      north = new Api(region("north").data());
    } catch (IllegalStateException | AssertionError e) {
      browser.close();
      throw e;
    }
  }

  /**
   * Starts pumps in one process, and waits until global has heard from each.
   *
   * @param more options of a pump by its name, instead of the usual or besides them
   */
  void startPumps(List<String> names, Function<String, Map<String, String>> more)
      throws IOException {
    Path image = image(FACTORY, 1).write(images);
    List<Fleet.Device> devices = new ArrayList<>();
    for (String name : names) {
      pumps.add(name);
      Map<String, String> options = options(pumps.size(), image);
      options.putAll(more.apply(name));
      List<String> line = new ArrayList<>();
      options.forEach((option, value) -> line.addAll(List.of(option, value)));
      devices.add(new Fleet.Device(name, REGIONS.get(pumps.size() % REGIONS.size()), line));
    }
    fleet.agents(devices);
    Await.until("the pumps' first reports", this::haveAllReported);
  }

  /** So many names of pumps. */
  static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj("pump-%04d"::formatted).toList();
  }

  private static Map<String, String> options(int number, Path image) {
    Map<String, String> options = new TreeMap<>();
    options.put("--model", MODEL);
    options.put("--hardware", "rev-" + (number % 3 == 0 ? "b" : "a"));
    options.put("--site", "plant-" + (1 + number % 4));
    options.put("--labels", "hall=" + (char) ('a' + number % 3));
    options.put("--transport", number % 5 == 0 ? "coap" : "mqtt");
    options.put("--image", image.toString());
    options.put("--image-version", FACTORY);
    options.put("--heartbeat", "1s");
    options.put("--telemetry-every", "1s");
    options.put("--telemetry-flush", "1s");
    return options;
  }

  private boolean haveAllReported() {
    DevicePage page = api().get("/v1/devices?limit=1000", DevicePage.CODEC);
    return page.items().size() == pumps.size()
        && page.items().stream().allMatch(device -> device.report().isPresent());
  }

  /** Publishes two releases, and gives the older one to the pumps that a selector chooses. */
  void update(String selector) throws IOException {
    release("1.5.0", 2, FACTORY);
    release("1.6.0", 3, "1.5.0");
    operator()
        .does(
            "rollout",
            "start",
            DONE,
            "--release",
            MODEL + "-1.5.0",
            "--selector",
            selector,
            "--wave",
            "canary=1",
            "--wave",
            "rest");
    Await.until(DONE, () -> rollout(DONE).state() == RolloutState.COMPLETED);
  }

  private PumpImage image(String version, int number) {
    return new PumpImage(machine, version, number);
  }

  /** Builds, signs and publishes a release with a delta from another version. */
  private void release(String version, int number, String base) throws IOException {
    PumpImage image = image(version, number);
    String folder = images.resolve("release-" + version).toString();
    operator()
        .does(
            "release",
            "build",
            "--model",
            MODEL,
            "--version",
            version,
            "--counter",
            Integer.toString(number),
            "--image",
            image.write(images).toString(),
            "--base",
            images.resolve("pump-" + base + ".img") + ":" + base,
            "--format",
            "elf",
            "--health-arg=--version",
            "--health-expect",
            image.banner(),
            "--trial",
            "1s",
            "--folder",
            folder);
    operator().does("release", "sign", folder, "--key", fleet.releaseKey().toString());
    operator().does("release", "publish", folder);
  }

  Fleet fleet() {
    return fleet;
  }

  Browser browser() {
    return browser;
  }

  Program region(String name) {
    return Objects.requireNonNull(regions.get(name));
  }

  /** Global's. */
  Api api() {
    return fleet.api();
  }

  /** Of the region {@code north}. */
  Api north() {
    return north;
  }

  Operator operator() {
    return fleet.operator();
  }

  List<String> pumps() {
    return pumps;
  }

  List<String> pumpsOf(String selector) {
    String query = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return api().get("/v1/devices?selector=" + query, DevicePage.CODEC).items().stream()
        .map(device -> device.device().text())
        .toList();
  }

  /** The pumps in the order in which a rollout takes them in. */
  static List<String> inOrderOf(String rollout, List<String> pumps) {
    return pumps.stream()
        .sorted(Comparator.comparing(pump -> Rank.of(RolloutId.of(rollout), DeviceId.of(pump))))
        .toList();
  }

  RolloutView rollout(String rollout) {
    return api().get("/v1/rollouts/" + rollout, RolloutView.CODEC);
  }

  /** Makes a pump's trials fail from now on. */
  void damage(String pump) throws IOException {
    Files.createFile(fleet.deviceFolder(pump).resolve(PumpImage.FAULT));
  }

  /** Goes to a page of a console, signs in where that is asked for, and reads what it shows. */
  Screen look(Api console, String page) {
    browser.visit(URI.create(console.address() + "/console" + page), console.token());
    return Screen.of(browser);
  }

  @Override
  public void close() {
    browser.close();
    fleet.close();
  }
}
