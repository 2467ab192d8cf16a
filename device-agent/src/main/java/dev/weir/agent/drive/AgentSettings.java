package dev.weir.agent.drive;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Model;

/**
 * What an agent is told at its start.
 *
 * @param agent its own version
 * @param hardware revision
 * @param transport of messages, by name; it stands in hellos and reports
 * @param memory that a decoder may use, in bytes
 * @param decoder how often it is saved
 */
public record AgentSettings(
    DeviceId device,
    String agent,
    Model model,
    String hardware,
    String transport,
    long memory,
    DecoderSettings decoder,
    DownloadSettings download,
    LinkSettings link,
    TrialSettings trial,
    TelemetrySettings telemetry) {
  /** What a decoder may use of a heap of 16 MiB. */
  public static final long MEMORY = 4L * 1024 * 1024;

  public AgentSettings {
    if (memory < 1) {
      throw new IllegalArgumentException("memory must be positive; found " + memory);
    }
  }

  /** With the defaults for all that a device does not have to say. */
  public static AgentSettings of(DeviceId device, Model model, String hardware, String transport) {
    return new AgentSettings(
        device,
        "0.1.0",
        model,
        hardware,
        transport,
        MEMORY,
        DecoderSettings.DEFAULTS,
        DownloadSettings.DEFAULTS,
        LinkSettings.DEFAULTS,
        TrialSettings.DEFAULTS,
        TelemetrySettings.DEFAULTS);
  }

  public AgentSettings with(DownloadSettings other) {
    return new AgentSettings(
        device, agent, model, hardware, transport, memory, decoder, other, link, trial, telemetry);
  }

  /** With what a decoder may use, in bytes, and how often it is saved. */
  public AgentSettings with(long otherMemory, DecoderSettings other) {
    return new AgentSettings(
        device,
        agent,
        model,
        hardware,
        transport,
        otherMemory,
        other,
        download,
        link,
        trial,
        telemetry);
  }

  public AgentSettings with(LinkSettings other) {
    return new AgentSettings(
        device, agent, model, hardware, transport, memory, decoder, download, other, trial,
        telemetry);
  }

  public AgentSettings with(TrialSettings other) {
    return new AgentSettings(
        device, agent, model, hardware, transport, memory, decoder, download, link, other,
        telemetry);
  }

  public AgentSettings with(TelemetrySettings other) {
    return new AgentSettings(
        device, agent, model, hardware, transport, memory, decoder, download, link, trial, other);
  }
}
