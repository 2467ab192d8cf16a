package dev.weir.demo.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of Weir's programs, from the packaged distribution. */
public final class Programs {
  private static final List<String> AGENT_FLAGS =
      List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
  private static final List<String> SERVER_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

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

  private List<String> command(List<String> flags, String module, String main, Path data) {
    Path target = home.resolve(module).resolve("target");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(target.resolve(module + ".jar") + ":" + target.resolve("lib") + "/*");
    command.add(main);
    command.addAll(List.of("--data", data.toString(), "--stop-with-stdin", "yes"));
    return command;
  }
}
