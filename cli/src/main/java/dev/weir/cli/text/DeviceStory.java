package dev.weir.cli.text;

import dev.weir.cli.api.Reply;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.TelemetryView;
import java.util.Optional;

/**
 * A device as global knows it, with what its region says of it.
 *
 * @param telemetry absent: it was not asked for
 * @param why absent: no rollout wants anything of the device, or it was not asked for
 */
public record DeviceStory(
    DeviceView device,
    Optional<Reply<TelemetryView>> telemetry,
    Optional<Reply<Explanation>> why) {}
