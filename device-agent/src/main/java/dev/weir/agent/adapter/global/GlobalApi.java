package dev.weir.agent.adapter.global;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.EnrolRequest;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * The two calls that a device makes to global, by the platform's own small client. They block.
 * Source: docs/protocol.md, sections 6.7 and 9.
 */
public final class GlobalApi {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;
  private static final int FIRST_ERROR = 400;
  private static final int DETAIL = 200;

  private final String address;
  private final SSLContext tls;

  /**
   * @param address as the join file has it
   * @param tls believes nobody but global, by its certificate's name, at whatever address
   * @throws IOException where the address is no https address
   */
  public GlobalApi(URI address, SSLContext tls) throws IOException {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      throw new IOException("the address of global must be https://HOST:PORT; found " + address);
    }
    this.address = address.toString().replaceAll("/+$", "");
    this.tls = tls;
  }

  /** {@code POST /v1/enrol}. */
  public EnrolReply enrol(EnrolRequest request) throws IOException {
    return call("/v1/enrol", Optional.of(EnrolRequest.CODEC.toJson(request)));
  }

  /** {@code GET /v1/me}: what enrolment would answer now. */
  public EnrolReply me() throws IOException {
    return call("/v1/me", Optional.empty());
  }

  private EnrolReply call(String path, Optional<String> body) throws IOException {
    HttpsURLConnection connection = open(path);
    try {
      int status = status(connection, body);
      String text = read(connection, status);
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_CREATED) {
        throw new IOException(address + path + " answers " + status + ": " + detail(text));
      }
      return EnrolReply.CODEC.fromJson(text);
    } catch (Malformed e) {
      throw new IOException(address + path + " answers what is malformed: " + e.getMessage(), e);
    } finally {
      connection.disconnect();
    }
  }

  private HttpsURLConnection open(String path) throws IOException {
    URL url = URI.create(address + path).toURL();
    HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
    connection.setSSLSocketFactory(tls.getSocketFactory());
    connection.setHostnameVerifier((host, session) -> true);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private int status(HttpsURLConnection connection, Optional<String> body) throws IOException {
    try {
      if (body.isPresent()) {
        send(connection, body.get().getBytes(StandardCharsets.UTF_8));
      }
      return connection.getResponseCode();
    } catch (IOException e) {
      throw new IOException(address + " can't be reached: " + e.getMessage(), e);
    }
  }

  private static void send(HttpsURLConnection connection, byte[] body) throws IOException {
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.getOutputStream().write(body);
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
      return text.isEmpty() ? "nothing" : text.substring(0, Math.min(text.length(), DETAIL));
    }
  }
}
