package dev.weir.agent.probe;

import dev.weir.protocol.telemetry.Metric;
import java.util.function.ObjDoubleConsumer;

/** Measures something of the machine. For one thread. */
public interface Probe {
  /**
   * Measures now. What has no source, or gives nonsense, is left out: never a guess or a zero in
   * its place. Takes no longer than reading a few small files of the kernel.
   */
  void measure(ObjDoubleConsumer<Metric> into);
}
