package dev.weir.protocol.telemetry;

import java.time.Instant;

/**
 * The series that every agent knows. Units are SenML's (RFC 8428, section 12.1): {@code /} is a
 * ratio, {@code B} bytes, {@code Cel} degrees Celsius. Counts only rise, but for a new start of the
 * machine.
 */
public enum Metric {
  /** Share of processor time in use over all processors, 0 to 1. */
  CPU_LOAD("cpu.load", "/", Priority.NORMAL),
  MEMORY_USED("memory.used", "B", Priority.NORMAL),
  MEMORY_TOTAL("memory.total", "B", Priority.LOW),
  /** Of the file system that holds the agent's folder. */
  DISK_USED("disk.used", "B", Priority.NORMAL),
  DISK_TOTAL("disk.total", "B", Priority.LOW),
  /** The hottest sensor. */
  TEMPERATURE("temperature", "Cel", Priority.NORMAL),
  /** Over all interfaces but loopback, since the machine started. */
  NETWORK_RECEIVED("network.received", "B", Priority.LOW),
  NETWORK_SENT("network.sent", "B", Priority.LOW),
  /** Starts of the agent. */
  BOOTS("boots", "count", Priority.HIGH),
  /** Starts that no orderly stop came before. */
  CRASHES("crashes", "count", Priority.HIGH),
  /** Readings that were dropped because the spool was full or damaged. */
  DROPPED("spool.dropped", "count", Priority.HIGH);

  private final String series;
  private final String unit;
  private final Priority priority;

  Metric(String series, String unit, Priority priority) {
    this.series = series;
    this.unit = unit;
    this.priority = priority;
  }

  public String series() {
    return series;
  }

  public String unit() {
    return unit;
  }

  public Priority priority() {
    return priority;
  }

  public Reading reading(double value, Instant at) {
    return new Reading(series, unit, value, at);
  }
}
