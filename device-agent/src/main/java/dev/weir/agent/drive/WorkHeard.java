package dev.weir.agent.drive;

import dev.weir.protocol.message.FailureClass;

/** How work that can't go on says so. */
interface WorkHeard {
  void failed(FailureClass failure, String detail);
}
