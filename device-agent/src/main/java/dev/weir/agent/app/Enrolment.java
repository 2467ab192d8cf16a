package dev.weir.agent.app;

import dev.weir.agent.adapter.global.GlobalApi;
import dev.weir.agent.link.Backoff;
import dev.weir.agent.link.Home;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import dev.weir.trust.pki.Csr;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a device gets its certificate, its release keys and its region, once. What was answered is
 * kept; after that, global is not needed to start. Source: docs/protocol.md, section 9.
 */
final class Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final AgentOptions options;
  private final IdentityFolder identity;
  private final Path answer;
  private final Path global;

  Enrolment(AgentOptions options) {
    this.options = options;
    this.identity = new IdentityFolder(options.data().resolve("identity"));
    this.answer = options.data().resolve("enrolment.json");
    this.global = options.data().resolve("global.url");
  }

  IdentityFolder identity() {
    return identity;
  }

  /** What was answered before; empty where the device is not enrolled. */
  Optional<EnrolReply> kept() throws Malformed {
    return Files.exists(answer) && identity.isComplete()
        ? Optional.of(EnrolReply.CODEC.fromJson(SyncedFile.read(answer, Limits.DEVICE_MESSAGE)))
        : Optional.empty();
  }

  /**
   * Where global was when the device enrolled; empty where it enrolled with a version that did not
   * keep that.
   */
  Optional<URI> global() throws IOException {
    if (!Files.exists(global)) {
      return Optional.empty();
    }
    String text = SyncedFile.read(global, Limits.TEXT).strip();
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(global + " must hold the address of global's API; found " + text, e);
    }
  }

  /** Reads the join file, so that a wrong one is told at the start. */
  JoinFile joinFile() throws IOException {
    Path file =
        options
            .join()
            .orElseThrow(
                () ->
                    new IOException(
                        "--join FILE is needed until the device is enrolled; make one with"
                            + " `weir token create`"));
    JoinFile join = JoinFile.CODEC.fromJson(SyncedFile.read(file, Limits.DEVICE_MESSAGE));
    if (join.kind() != MemberKind.DEVICE) {
      throw new IOException(file + " is for a " + join.kind() + ", this is a device");
    }
    return join;
  }

  /** Asks until it is answered. */
  EnrolReply enrol(JoinFile join, Signer reports, RandomGenerator chance)
      throws InterruptedException {
    for (int failed = 0; ; failed++) {
      try {
        EnrolReply reply = ask(join, reports);
        SyncedFile.write(global, join.address() + "\n");
        SyncedFile.write(answer, EnrolReply.CODEC.toJson(reply));
        identity.store(reply.certificates(), reply.authorities());
        LOG.info("enrolled with region {}", reply.region().map(Object::toString).orElse("none"));
        return reply;
      } catch (IOException e) {
        Duration wait = BACKOFF.next(failed, chance);
        LOG.warn("not enrolled, tries again in {}: {}", wait, e.getMessage());
        Thread.sleep(wait.toMillis());
      }
    }
  }

  private EnrolReply ask(JoinFile join, Signer reports) throws IOException {
    EnrolRequest request =
        new EnrolRequest(
            MemberKind.DEVICE,
            join.token(),
            options.settings().device().text(),
            Csr.create(identity.keyPair()),
            reports.publicKey(),
            Optional.of(options.settings().model()),
            options.settings().hardware(),
            Optional.of(options.site()),
            options.labels());
    GlobalApi api =
        new GlobalApi(
            join.address(), Tls.anonymousClientContext(Pem.certificates(join.authorities())));
    return checked(api.enrol(request));
  }

  private static EnrolReply checked(EnrolReply reply) throws IOException {
    if (reply.releaseKeys().isEmpty() || reply.endpoints().isEmpty()) {
      throw new IOException(
          "global knows no release key, or no endpoint of the region yet; it will");
    }
    return reply;
  }

  /**
   * Keeps another home of a device that is enrolled; all else stays as it was answered first.
   *
   * @throws IOException where the disk does not take it; then the old one stands
   */
  void move(Home home) throws IOException {
    EnrolReply before = kept().orElseThrow(() -> new IOException(answer + " is not there"));
    EnrolReply after =
        new EnrolReply(
            before.certificates(),
            before.authorities(),
            before.releaseKeys(),
            home.region(),
            home.endpoints());
    try {
      SyncedFile.write(answer, EnrolReply.CODEC.toJson(after));
    } catch (TrustFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
