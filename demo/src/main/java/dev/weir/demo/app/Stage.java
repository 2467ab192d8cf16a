package dev.weir.demo.app;

import java.util.List;

/** What somebody at the prompt can do to the fleet. */
interface Stage {
  /** Severs a region from global. */
  void cut(String region);

  /** Joins them again. */
  void join(String region);

  /** Stops a process; whether it ran. */
  boolean stop(String process);

  /** Starts one that was stopped; whether it was. */
  boolean start(String process);

  /** Types a command of {@code weir}, and shows what it prints. */
  void weir(List<String> words);
}
