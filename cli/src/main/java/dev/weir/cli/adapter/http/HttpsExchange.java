package dev.weir.cli.adapter.http;

import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.NoAnswer;
import dev.weir.cli.api.Target;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.trust.pki.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * HTTPS with the operator's token. The server is believed where its certificate stands under one of
 * the trust anchors and names global.
 */
public final class HttpsExchange implements Exchange {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A region that has to be asked may take a while. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Target target;
  private final HttpClient client;

  public HttpsExchange(Target target) {
    this.target = target;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(Tls.anonymousClientContext(target.authorities()))
            .build();
  }

  @Override
  public Answer send(Request request) {
    try {
      HttpResponse<InputStream> response =
          client.send(build(request), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer(
            response.statusCode(), read(body), response.headers().firstValue("ETag").orElse(""));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost("interrupted", e);
    } catch (ConnectException e) {
      throw trouble("nobody answers there; is global running? Start it: weir global --data DIR", e);
    } catch (SSLException e) {
      throw trouble("the server is not the global that was expected (" + e.getMessage() + ")", e);
    } catch (HttpConnectTimeoutException e) {
      throw trouble("nobody answers there within " + CONNECT.toSeconds() + " s", e);
    } catch (HttpTimeoutException e) {
      throw lost("no answer within " + ANSWER.toSeconds() + " s", e);
    } catch (IOException e) {
      throw lost("the connection failed: " + e, e);
    }
  }

  private HttpRequest build(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target.server().resolve(request.path()))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + target.token())
            .header("Accept", "application/json, application/problem+json");
    if (!request.key().isEmpty()) {
      builder.header("Idempotency-Key", request.key());
    }
    if (!request.match().isEmpty()) {
      builder.header("If-Match", request.match());
    }
    return request.body().isEmpty()
        ? builder.method(request.method(), BodyPublishers.noBody()).build()
        : builder
            .header("Content-Type", "application/json")
            .method(request.method(), BodyPublishers.ofString(request.body()))
            .build();
  }

  private static String read(InputStream body) throws IOException {
    byte[] content = body.readNBytes(Limits.REGION_MESSAGE + 1);
    if (content.length > Limits.REGION_MESSAGE) {
      throw new IOException("the answer has more than " + Limits.REGION_MESSAGE + " bytes");
    }
    return Bytes.wrap(content).utf8();
  }

  /** The request may have arrived. */
  private NoAnswer lost(String what, Exception cause) {
    return new NoAnswer(target.server() + ": " + what, cause, true);
  }

  private NoAnswer trouble(String what, Exception cause) {
    return new NoAnswer(target.server() + ": " + what, cause);
  }
}
