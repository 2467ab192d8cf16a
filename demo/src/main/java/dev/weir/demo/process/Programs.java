package dev.weir.demo.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of Weir's programs, from the packaged distribution. */
public final class Programs {
  private static final List<String> AGENT_FLAGS =
      List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
  private static final List<String> SERVER_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /** Twelve times an image of 10 MB, and more. */
  private static final List<String> WORKER_FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private final Path home;
  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Programs of the clone in this folder. */
  public Programs(Path home) {
    this.home = home;
  }

  public List<String> global(Path data) {
    return command(SERVER_FLAGS, "global-controller", "dev.weir.global.app.GlobalMain", data);
  }

  public List<String> region(Path data, String name, Path join) {
    List<String> command =
        command(SERVER_FLAGS, "regional-controller", "dev.weir.region.app.RegionMain", data);
    command.addAll(List.of("--id", name, "--join", join.toString(), "--sync", "500ms"));
    return command;
  }

  public List<String> agent(Path data, List<String> options) {
    List<String> command =
        command(AGENT_FLAGS, "device-agent", "dev.weir.agent.app.AgentMain", data);
    command.addAll(options);
    return command;
  }

  /**
   * A worker that builds the deltas that global wants, and ends.
   *
   * @param global its data folder: of it the address, the authorities and the worker's token
   * @param classes whom the deltas are for
   */
  public List<String> worker(Path global, String address, Path classes) {
    List<String> command = java(WORKER_FLAGS, "cli", "dev.weir.cli.app.Weir");
    command.addAll(List.of("--server", address));
    command.addAll(List.of("--token-file", global.resolve("worker.token").toString()));
    command.addAll(List.of("--authorities", global.resolve("authorities.pem").toString()));
    command.addAll(List.of("delta", "worker", "--once", "--classes", classes.toString()));
    return command;
  }

  private List<String> command(List<String> flags, String module, String main, Path data) {
    List<String> command = java(flags, module, main);
    command.addAll(List.of("--data", data.toString(), "--stop-with-stdin", "yes"));
    return command;
  }

  private List<String> java(List<String> flags, String module, String main) {
    Path target = home.resolve(module).resolve("target");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(target.resolve(module + ".jar") + ":" + target.resolve("lib") + "/*");
    command.add(main);
    return command;
  }
}
