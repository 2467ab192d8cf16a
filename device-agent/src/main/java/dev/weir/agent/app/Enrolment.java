package dev.weir.agent.app;

import dev.weir.agent.link.Backoff;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.pki.Csr;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.HttpsURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a device gets its certificate, its release keys and its region, once. What was answered is
 * kept; after that, global is not needed to start. Source: docs/protocol.md, section 9.
 */
final class Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;
  private static final int FIRST_ERROR = 400;

  private final AgentOptions options;
  private final IdentityFolder identity;
  private final Path answer;

  Enrolment(AgentOptions options) {
    this.options = options;
    this.identity = new IdentityFolder(options.data().resolve("identity"));
    this.answer = options.data().resolve("enrolment.json");
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
    URI address = URI.create(join.address().toString().replaceAll("/+$", "") + "/v1/enrol");
    HttpsURLConnection connection = open(address, join);
    try {
      byte[] body = EnrolRequest.CODEC.toJson(request).getBytes(StandardCharsets.UTF_8);
      connection.setFixedLengthStreamingMode(body.length);
      connection.getOutputStream().write(body);
      int status = connection.getResponseCode();
      String text = read(connection, status);
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_CREATED) {
        throw new IOException(address + " answers " + status + ": " + detail(text));
      }
      return checked(EnrolReply.CODEC.fromJson(text));
    } finally {
      connection.disconnect();
    }
  }

  private static HttpsURLConnection open(URI address, JoinFile join) throws IOException {
    if (!"https".equals(address.getScheme())) {
      throw new IOException("the join file's address must be https; found " + address);
    }
    HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
    connection.setSSLSocketFactory(
        Tls.anonymousClientContext(Pem.certificates(join.authorities())).getSocketFactory());
    // The trust manager believes nobody but global, by its certificate's name, at any address.
    connection.setHostnameVerifier((host, session) -> true);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    return connection;
  }

  private static String read(HttpsURLConnection connection, int status) throws IOException {
    InputStream stream =
        status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return "";
    }
    try (stream) {
      return Bytes.wrap(stream.readNBytes(Limits.DEVICE_MESSAGE + 1)).utf8();
    }
  }

  private static String detail(String text) {
    try {
      Problem problem = Problem.CODEC.fromJson(text);
      return problem.code() + ", " + problem.detail();
    } catch (Malformed e) {
      return text.isEmpty() ? "nothing" : text.substring(0, Math.min(text.length(), 200));
    }
  }

  private static EnrolReply checked(EnrolReply reply) throws IOException {
    if (reply.releaseKeys().isEmpty() || reply.endpoints().isEmpty()) {
      throw new IOException(
          "global knows no release key, or no endpoint of the region yet; it will");
    }
    return reply;
  }
}
