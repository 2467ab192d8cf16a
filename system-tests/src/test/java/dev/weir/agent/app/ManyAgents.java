package dev.weir.agent.app;

import dev.weir.node.JsonLog;
import dev.weir.node.NodeMain;
import dev.weir.node.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;

/**
 * Agents that share a process, each with what it has in a process of its own, because a machine
 * that runs tests has no room for so many: {@code ManyAgents --data FOLDER}. The folder's file
 * {@code agents} has a line for each, its options. It ends when its standard input does.
 */
public final class ManyAgents {
  private ManyAgents() {}

  public static void main(String[] arguments) throws IOException {
    JsonLog.install("agents", Level.INFO);
    for (String line : Files.readAllLines(Path.of(arguments[1], "agents"))) {
      Options options = Options.parse(List.of(line.split(" ")));
      AgentNode.start(AgentOptions.read(options), NodeMain::fail);
    }
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }
}
