package dev.weir.agent.drive;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.journal.AgentStore;
import dev.weir.agent.link.Connector;
import dev.weir.agent.link.Registrar;
import dev.weir.agent.link.Residence;
import dev.weir.agent.probe.Probe;
import dev.weir.agent.slot.DownloadArea;
import dev.weir.agent.slot.Slots;
import dev.weir.agent.slot.Trial;
import dev.weir.agent.spool.SpoolStore;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.channel.PayloadSource;
import dev.weir.trust.manifest.TrustedState;
import dev.weir.trust.signature.Signer;
import java.util.random.RandomGenerator;

/**
 * All that an agent needs of the world. The store, the boot control, the slots, the downloads, the
 * spool and the probe are called on the loop only.
 *
 * @param boot already started: it has counted this start of the process
 * @param trusted whom manifests are believed from
 * @param signer of reports
 * @param spool where telemetry waits; its trouble never troubles the others
 * @param probe what there is to measure
 * @param residence where connector and payloads lead
 */
public record AgentPorts(
    Loop loop,
    RandomGenerator chance,
    AgentStore store,
    Slots slots,
    BootControl boot,
    Trial trial,
    DownloadArea downloads,
    Connector connector,
    PayloadSource payloads,
    TrustedState trusted,
    Signer signer,
    SpoolStore spool,
    Probe probe,
    Registrar registrar,
    Residence residence) {}
