package dev.weir.agent.app;

import dev.weir.agent.adapter.exec.ExecTrial;
import dev.weir.agent.adapter.file.FileDownloads;
import dev.weir.agent.adapter.global.HttpsRegistrar;
import dev.weir.agent.adapter.probe.Probes;
import dev.weir.agent.adapter.sqlite.SqliteAgentStore;
import dev.weir.agent.adapter.sqlite.SqliteSpool;
import dev.weir.agent.boot.BootControl;
import dev.weir.agent.drive.AgentDriver;
import dev.weir.agent.drive.AgentPorts;
import dev.weir.agent.drive.AgentStatus;
import dev.weir.agent.drive.LinkStatus;
import dev.weir.agent.health.Machine;
import dev.weir.agent.link.Registrar;
import dev.weir.node.HealthServer;
import dev.weir.node.Metrics;
import dev.weir.node.NodeMain;
import dev.weir.node.ThreadLoop;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.trust.adapter.file.SignerFiles;
import dev.weir.trust.manifest.TrustedState;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running agent: its parts in the order in which they start, and stop. */
final class AgentNode implements NodeMain.Node {
  private static final Logger LOG = LoggerFactory.getLogger(AgentNode.class);
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final AgentOptions options;
  private final DataFolder folder;
  private final BootControl boot;
  private final SqliteSpool spool;
  private final Transports transports;
  private final Enrolment enrolment;
  private final Signer reports;
  private final SecureRandom chance = new SecureRandom();
  private final Consumer<Throwable> onTrouble;
  private final ThreadLoop loop;
  private final Metrics metrics = new Metrics();
  private final HealthServer health;
  private final Thread starter;
  private volatile boolean closing;
  private volatile Optional<AgentDriver> driver = Optional.empty();
  private volatile Optional<SqliteAgentStore> store = Optional.empty();

  private AgentNode(AgentOptions options, DataFolder folder, Consumer<Throwable> onTrouble)
      throws IOException {
    this.options = options;
    this.onTrouble = onTrouble;
    this.loop = new ThreadLoop("agent", this::trouble);
    this.folder = folder;
    this.boot = folder.boot();
    this.spool = SqliteSpool.at(folder.spool(), loop::now);
    this.transports = Transports.of(options.settings().transport());
    this.enrolment = new Enrolment(options);
    this.reports = SignerFiles.loadOrCreate(options.data().resolve("report-key.pem"), chance);
    Optional<EnrolReply> kept = enrolment.kept();
    Optional<JoinFile> join =
        kept.isPresent() ? Optional.empty() : Optional.of(enrolment.joinFile());
    gauges();
    this.health = HealthServer.open(options.healthPort(), this::notReady, this::degraded, metrics);
    this.starter = new Thread(() -> begin(kept, join), "starter");
    starter.setDaemon(true);
  }

  /**
   * Starts; returns before the device is enrolled where it has to wait for that.
   *
   * @param onTrouble ends the process
   */
  static AgentNode start(AgentOptions options, Consumer<Throwable> onTrouble) throws IOException {
    DataFolder folder = DataFolder.open(options);
    try {
      AgentNode node = new AgentNode(options, folder, onTrouble);
      node.starter.start();
      return node;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private void begin(Optional<EnrolReply> kept, Optional<JoinFile> join) {
    try {
      EnrolReply reply =
          kept.isPresent() ? kept.get() : enrolment.enrol(join.orElseThrow(), reports, chance);
      AgentDriver made = new AgentDriver(options.settings(), ports(reply));
      driver = Optional.of(made);
      made.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      trouble(e);
    }
  }

  /** Trouble while everything is being closed under its hands is no reason to end otherwise. */
  private void trouble(Throwable what) {
    if (closing) {
      LOG.info("while stopping: {}", what.toString());
    } else {
      onTrouble.accept(what);
    }
  }

  private AgentPorts ports(EnrolReply reply) throws IOException {
    Credentials credentials = enrolment.identity().load();
    SqliteAgentStore opened = folder.store();
    store = Optional.of(opened);
    EnrolledHome home =
        new EnrolledHome(enrolment, reply, transports, options.settings().device(), credentials);
    return new AgentPorts(
        loop,
        chance,
        opened,
        folder.slots(),
        boot,
        ExecTrial.in(
            options.data(), folder.slots(), Machine.named(System.getProperty("os.arch", ""))),
        FileDownloads.in(options.data().resolve("download")),
        home.connector(),
        home.payloads(),
        new TrustedState(reply.releaseKeys()),
        reports,
        spool,
        Probes.of(Path.of("/"), options.data()),
        registrar(credentials),
        home);
  }

  private Registrar registrar(Credentials credentials) throws IOException {
    return enrolment
        .global()
        .<Registrar>map(address -> new HttpsRegistrar(address, credentials))
        .orElse(
            reply ->
                reply.accept(
                    new Registrar.Failed(
                        "the device was enrolled by a version that did not keep global's address;"
                            + " write it into the file global.url in its data folder")));
  }

  private void gauges() {
    for (UpdatePhase phase : UpdatePhase.values()) {
      metrics.gauge(
          "weir_agent_phase{phase=\"" + phase.name().toLowerCase(Locale.ROOT) + "\"}",
          () -> of(s -> s.phase().equals(Optional.of(phase)) ? 1 : 0));
    }
    metrics.gauge("weir_agent_outbox_entries", () -> of(AgentStatus::outbox));
    metrics.gauge("weir_agent_payload_offset_bytes", () -> of(AgentStatus::offset));
    metrics.gauge("weir_agent_received_bytes", () -> of(AgentStatus::received));
    metrics.gauge("weir_agent_connected", () -> of(s -> s.link().connected() ? 1 : 0));
    metrics.gauge("weir_agent_connections", () -> of(s -> s.link().connections()));
    metrics.gauge("weir_agent_moves", () -> of(s -> s.link().moves()));
    metrics.gauge("weir_agent_unserved", () -> of(s -> s.link().unserved() ? 1 : 0));
    metrics.gauge("weir_agent_spool_packs", () -> of(AgentStatus::packs));
    metrics.gauge("weir_agent_spool_bytes", () -> of(AgentStatus::spoolBytes));
    metrics.gauge("weir_agent_spool_dropped_readings", () -> of(AgentStatus::dropped));
    metrics.gauge("weir_agent_paused", () -> of(s -> s.isPaused() ? 1 : 0));
    metrics.gauge("weir_agent_disk_full", () -> folder.patience().waits().isPresent() ? 1 : 0);
  }

  private long of(ToLongFunction<AgentStatus> value) {
    return status().map(s -> value.applyAsLong(s)).orElse(0L);
  }

  private Optional<AgentStatus> status() {
    Optional<AgentDriver> now = driver;
    if (now.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(loop.ask(now.get()::status).get(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private Optional<String> notReady() {
    Optional<String> full = folder.patience().waits();
    if (full.isPresent()) {
      return full.map(why -> "waits for room on the disk: " + why);
    }
    if (driver.isEmpty()) {
      return Optional.of("not enrolled yet");
    }
    Optional<AgentStatus> now = status();
    LinkStatus link = now.map(AgentStatus::link).orElse(LinkStatus.CLOSED);
    if (!link.connected()) {
      return Optional.of(
          "not connected with the region" + link.trouble().map(why -> "; " + why).orElse(""));
    }
    return link.trouble().or(() -> now.flatMap(AgentStatus::waits));
  }

  private Optional<String> degraded() {
    return status().flatMap(AgentStatus::telemetryPaused).map(why -> "telemetry waits: " + why);
  }

  int healthPort() {
    return health.port();
  }

  @Override
  public void close() {
    closing = true;
    starter.interrupt();
    health.close();
    try {
      if (driver.isPresent()) {
        CompletableFuture<Boolean> said =
            loop.ask(
                () -> {
                  driver.get().stop("SIGTERM");
                  return true;
                });
        said.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
      }
      loop.drain(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      loop.close();
    }
    store.ifPresent(SqliteAgentStore::close);
    spool.close();
    folder.close();
  }
}
