package dev.weir.agent.app;

import dev.weir.node.NodeMain;
import java.util.List;

/** The agent's process. Source: docs/architecture.md, Processes. */
public final class AgentMain {
  private AgentMain() {}

  public static void main(String[] arguments) {
    NodeMain.run(
        "agent",
        List.of(arguments),
        options -> AgentNode.start(AgentOptions.read(options), NodeMain::fail));
  }
}
