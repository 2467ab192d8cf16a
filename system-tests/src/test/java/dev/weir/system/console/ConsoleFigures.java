package dev.weir.system.console;

import dev.weir.console.Browser;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.message.RolloutState;
import dev.weir.system.process.Api;
import dev.weir.system.process.Await;
import dev.weir.system.process.Folders;
import dev.weir.system.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long the consoles' pages take with so many devices: {@code ./weir figures console [DEVICES]}.
 * Each is asked for over HTTPS on loopback, one request after the other, and then drawn in
 * Chromium.
 */
public final class ConsoleFigures {
  private static final String ROLLOUT = "spring-update";
  private static final String DEVICE = "pump-0002";
  private static final int WARM = 60;
  private static final int REQUESTS = 200;

  /** Of parts, which at global wait for the region's next sync. */
  private static final int PARTS = 20;

  private static final int DRAWN = 15;
  private static final List<String> SERVER = List.of("-Xmx1g");

  /** Pages of both consoles; a star: a part that comes after its page. */
  private static final List<String> BOTH =
      List.of(
          "",
          "/devices",
          "/devices?selector=hall%3Db",
          "/devices?selector=serial%3Dsn-7919",
          "/devices?selector=hall%3Dz",
          "/devices/more-000000",
          "/devices/%s".formatted(DEVICE),
          "*/devices/%s/telemetry".formatted(DEVICE),
          "*/devices/more-000000/why/" + ROLLOUT,
          "/rollouts",
          "/rollouts/" + ROLLOUT,
          "/rollouts/" + ROLLOUT + "/targets",
          "*/rollouts/" + ROLLOUT + "/target-list");

  private static final List<String> GLOBAL =
      List.of("/devices?state=updating", "/releases", "/regions", "/new-rollout");

  private final World world;

  private ConsoleFigures(World world) {
    this.world = world;
  }

  public static void main(String[] arguments) throws IOException {
    int devices = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("console-figures");
    try (World world = new World(folder, SERVER, "2s")) {
      new ConsoleFigures(world).run(devices);
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int devices) throws IOException {
    world.startPumps(World.names(4), name -> Map.of());
    world.update("");
    multiply(devices);
    start();
    List<String> global = new ArrayList<>(BOTH);
    global.addAll(GLOBAL);
    measure("global", world.fleet().global(), world.api(), global);
    measure("region", world.region("north"), world.north(), BOTH);
  }

  private void multiply(int devices) {
    Program global = world.fleet().global();
    Program region = world.region("north");
    global.stop();
    region.stop();
    long start = System.nanoTime();
    new Multiplied(global.data(), region.data(), "north").add(devices);
    global.start();
    region.start();
    Await.until("global's start", world.api()::isUp);
    Await.until("the region's start", world.north()::isUp);
    System.out.printf(
        "%,d devices at global and in its region north; they were there after %d s%n",
        world.north().get("/v1/status", RegionStatus.CODEC).health().devices(),
        (System.nanoTime() - start) / 1_000_000_000);
  }

  private void start() {
    world
        .operator()
        .does(
            "rollout",
            "start",
            ROLLOUT,
            "--release",
            World.MODEL + "-1.6.0",
            "--wave",
            "canary=1%",
            "--gate",
            "canary:success=90%,sample=1,bake=1h",
            "--wave",
            "rest");
    Await.until(ROLLOUT, () -> world.rollout(ROLLOUT).state() == RolloutState.RUNNING);
  }

  private void measure(String tier, Program process, Api console, List<String> pages) {
    Browser browser = world.browser();
    browser.visit(URI.create(console.address() + "/console"), console.token());
    String cookie = cookies(browser);
    System.out.printf(
        "%n%-48s %8s %9s %9s %9s %9s %9s%n",
        tier, "bytes", "p50 ms", "p99 ms", "CPU ms", "paint ms", "load ms");
    for (String page : pages) {
      boolean isPart = page.startsWith("*");
      String path = "/console" + page.substring(isPart ? 1 : 0);
      String served = served(process, console, path, cookie, isPart);
      System.out.printf("%-48s %s %s%n", page, served, isPart ? "" : drawn(browser, console, path));
    }
  }

  private static String cookies(Browser browser) {
    List<String> cookies = new ArrayList<>();
    browser
        .driver()
        .manage()
        .getCookies()
        .forEach(cookie -> cookies.add(cookie.getName() + "=" + cookie.getValue()));
    return String.join("; ", cookies);
  }

  private static String served(
      Program process, Api console, String path, String cookie, boolean isPart) {
    List<Long> times = new ArrayList<>();
    int bytes = 0;
    long cpu = 0;
    int warm = isPart ? 1 : WARM;
    int requests = isPart ? PARTS : REQUESTS;
    for (int i = 0; i < warm + requests; i++) {
      if (i == warm) {
        times.clear();
        cpu = cpu(process);
      }
      long start = System.nanoTime();
      HttpResponse<String> answer =
          console.page(path, "Cookie", cookie, isPart ? "HX-Request" : "X-None", "true");
      times.add(System.nanoTime() - start);
      bytes = answer.body().length();
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
    }
    double each = (cpu(process) - cpu) / (double) requests;
    return String.format(
        Locale.ROOT,
        "%,8d %9.1f %9.1f %9.1f",
        bytes,
        part(times, 50) / 1e6,
        part(times, 99) / 1e6,
        each / 1e6);
  }

  private static long cpu(Program process) {
    return process.handle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static long part(List<Long> times, int percent) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) * percent / 100);
  }

  /** First contentful paint and the end of the load event, from the begin of the navigation. */
  private static String drawn(Browser browser, Api console, String path) {
    List<Long> paints = new ArrayList<>();
    List<Long> loads = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      browser.driver().get("about:blank");
      browser.driver().get(console.address() + path);
      browser.await(() -> time(browser, "paint", "startTime") > 0);
      paints.add(time(browser, "paint", "startTime"));
      loads.add(time(browser, "navigation", "loadEventEnd"));
    }
    return String.format(
        Locale.ROOT,
        "%4d–%4d %4d–%4d",
        part(paints, 50),
        part(paints, 100),
        part(loads, 50),
        part(loads, 100));
  }

  private static long time(Browser browser, String kind, String value) {
    Object time =
        browser.run(
            "const found = performance.getEntriesByType(arguments[0]);"
                + " return found.length ? Math.round(found[found.length - 1][arguments[1]]) : 0",
            kind,
            value);
    return ((Number) time).longValue();
  }
}
