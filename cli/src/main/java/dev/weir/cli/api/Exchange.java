package dev.weir.cli.api;

/** Carries one request to global and its answer back. */
public interface Exchange {
  /**
   * A request.
   *
   * @param path with its query, from {@code /v1/} on
   * @param body JSON; empty: none
   */
  record Request(String method, String path, String body) {}

  /** An answer, whatever its status. */
  record Answer(int status, String body) {}

  /** Sends; {@link NoAnswer} where nothing came back. */
  Answer send(Request request);
}
