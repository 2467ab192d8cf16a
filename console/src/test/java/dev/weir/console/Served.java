package dev.weir.console;

import dev.weir.console.form.Fields;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import dev.weir.trust.pki.Tls;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Route;
import dev.weir.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A console over real HTTPS, and a client that keeps its cookie. */
final class Served implements AutoCloseable {
  /** Made once: keys take longer than tests. */
  private static final AtomicReference<Credentials> made = new AtomicReference<>();

  static final String TOKEN = "the-operators-token";

  private final WebServer server;
  private final HttpClient client;
  private String cookie = "";

  Served(Path folder, Clock clock, Function<Console, List<Route>> routes) throws IOException {
    Credentials credentials =
        made.updateAndGet(before -> before == null ? identity(folder) : before);
    server = WebServer.bind(new WebServer.Settings("127.0.0.1", 0, 16, true), credentials);
    server.serve(routes.apply(new Console(new Gatekeeper(TOKEN), new SecureRandom(), clock)));
    client = HttpClient.newBuilder().sslContext(Tls.context(credentials)).build();
  }

  private static Credentials identity(Path folder) {
    return Authority.open(folder.resolve("ca"))
        .identify(
            new IdentityFolder(folder.resolve("id")),
            new Peer(Peer.Kind.GLOBAL, "global"),
            List.of("127.0.0.1"));
  }

  URI address() {
    return server.address();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(path, headers, HttpRequest.Builder::GET);
  }

  Document page(String path, String... headers) {
    HttpResponse<String> answer = get(path, headers);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " gives " + answer.statusCode() + ": " + answer.body());
    }
    return Jsoup.parse(answer.body());
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    return post(
        path,
        new Fields(
            form.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())))),
        headers);
  }

  HttpResponse<String> post(String path, Fields form, String... headers) {
    String body =
        form.values().entrySet().stream()
            .flatMap(field -> field.getValue().stream().map(value -> pair(field.getKey(), value)))
            .collect(Collectors.joining("&"));
    return send(path, headers, request -> request.POST(BodyPublishers.ofString(body)));
  }

  private static String pair(String name, String value) {
    return name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Signs in and keeps the cookie. */
  HttpResponse<String> signIn(String token) {
    HttpResponse<String> answer = post("/console/sign-in", Map.of("token", token));
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(value -> cookie = value.substring(0, value.indexOf(';')));
    return answer;
  }

  /** What a page's form sends to this address, as it stands there. */
  Map<String, String> form(String page, String action) {
    Map<String, String> form = new LinkedHashMap<>();
    for (Element field : page(page).select("form[action=" + action + "] input")) {
      form.put(field.attr("name"), field.val());
    }
    return form;
  }

  String csrf() {
    return String.valueOf(page("/console").selectFirst("input[name=csrf]").attr("value"));
  }

  private HttpResponse<String> send(
      String path, String[] headers, java.util.function.UnaryOperator<HttpRequest.Builder> method) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(method.apply(request).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
