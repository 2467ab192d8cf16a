package dev.weir.region.adapter.global;

import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.pki.Pem;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks global for this region's certificate. Source: docs/protocol.md, section 9. */
public final class Enrolment {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private Enrolment() {}

  /**
   * One request; asking again with the same token and key gives the same answer.
   *
   * @throws IOException says what global answered, or why it can't be reached
   */
  public static EnrolReply ask(JoinFile join, EnrolRequest request)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(Tls.anonymousClientContext(Pem.certificates(join.authorities())))
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpRequest post =
        HttpRequest.newBuilder(join.address().resolve("/v1/enrol"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(EnrolRequest.CODEC.toJson(request)))
            .build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(post, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException("global at " + join.address() + " can't be reached: " + e, e);
    }
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(Limits.DEVICE_MESSAGE + 1), StandardCharsets.UTF_8);
      if (response.statusCode() != 200) {
        throw new IOException(
            "global refused to enrol this region, status " + response.statusCode() + ": " + text);
      }
      return EnrolReply.CODEC.fromJson(text);
    } catch (Malformed e) {
      throw new IOException("global's answer to the enrolment is malformed: " + e.getMessage(), e);
    }
  }
}
