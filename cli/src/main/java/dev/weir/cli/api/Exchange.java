package dev.weir.cli.api;

/** Carries one request to global and its answer back. */
public interface Exchange {
  /**
   * A request.
   *
   * @param path with its query, from {@code /v1/} on
   * @param body JSON; empty: none
   * @param key of a write, by which global knows a repeat; empty: none
   * @param match the tag of what this builds on: refused where it has changed; empty: none
   */
  record Request(String method, String path, String body, String key, String match) {
    /** A request that changes nothing. */
    public static Request get(String path) {
      return new Request("GET", path, "", "", "");
    }
  }

  /**
   * An answer, whatever its status.
   *
   * @param tag of what it shows, in its quotes; empty: none
   */
  record Answer(int status, String body, String tag) {}

  /** Sends; {@link NoAnswer} where nothing came back. */
  Answer send(Request request);
}
