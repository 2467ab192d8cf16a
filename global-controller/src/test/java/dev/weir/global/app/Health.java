package dev.weir.global.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** What a process says of itself on its health port. */
record Health(int port) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** On a port that is free now. */
  static Health onFreePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Health(any.getLocalPort());
    }
  }

  String option() {
    return Integer.toString(port);
  }

  /** Such as {@code 200 ok}. */
  String ready() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/readyz");
    HttpResponse<String> response =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body().strip();
  }

  /** Waits until it says so. */
  void await(String beginning) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    String said = ready();
    while (!said.startsWith(beginning) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      said = ready();
    }
    assertThat(said).startsWith(beginning);
  }
}
