package dev.weir.region.presence;

/**
 * Whether a device is here. It is not kept: after a restart nobody is, until they connect.
 *
 * <pre>
 * presence  | connected anew | hello taken | goodbye, disconnected
 * ----------+----------------+-------------+-----------------------
 * AWAY      | CONNECTED      | PRESENT     | AWAY
 * CONNECTED | CONNECTED      | PRESENT     | AWAY
 * PRESENT   | CONNECTED      | PRESENT     | AWAY
 * </pre>
 *
 * @param expected number of the newest entry in the device's outbox, by its hello
 */
public record Presence(State state, String transport, long expected) {
  public static final Presence AWAY = new Presence(State.AWAY, "", 0);

  /** Who is here. */
  public enum State {
    AWAY,
    /** A front end reaches it; it has not said hello on this connection. */
    CONNECTED,
    PRESENT
  }

  /** A front end reaches the device. The same connection again changes nothing. */
  public Presence connected(String through, boolean anew) {
    return anew || state == State.AWAY ? new Presence(State.CONNECTED, through, 0) : this;
  }

  public Presence greeted(long lastSequence) {
    return new Presence(State.PRESENT, transport, lastSequence);
  }

  public boolean isConnected() {
    return state != State.AWAY;
  }

  public boolean isPresent() {
    return state == State.PRESENT;
  }

  /** Whether all that the device had to say at its hello is known. */
  public boolean isSynced(long cursor) {
    return cursor >= expected;
  }
}
