package dev.weir.console.session;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who is signed in, in memory only: a restart signs everybody out. Kept by the digest of what the
 * cookie holds. When {@link #MOST} are signed in, the one who came first goes.
 */
public final class Sessions {
  /** Signed in at a time. */
  public static final int MOST = 64;

  /** A session ends when nobody used it for so long; pages that renew themselves do not count. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** A session ends so long after it began, whatever happens. */
  public static final Duration WHOLE = Duration.ofHours(12);

  private static final int SECRET_BYTES = 32;

  private final RandomGenerator random;
  private final Map<Digest, Session> sessions = new LinkedHashMap<>();

  /**
   * @param random must not be guessable
   */
  public Sessions(RandomGenerator random) {
    this.random = random;
  }

  /** Signs in; the answer is what the cookie holds, and is kept nowhere else. */
  public synchronized String begin(Instant now) {
    sessions.values().removeIf(session -> isOver(session, now));
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    String secret = secret();
    sessions.put(key(secret), new Session(secret(), now, now));
    return secret;
  }

  /**
   * Who holds this cookie; empty where nobody does or the session is over.
   *
   * @param byPerson whether a person asked, which keeps the session from ending idle
   */
  public synchronized Optional<Session> find(String cookie, boolean byPerson, Instant now) {
    Digest key = key(cookie);
    Session session = sessions.get(key);
    if (session == null) {
      return Optional.empty();
    }
    if (isOver(session, now)) {
      sessions.remove(key);
      return Optional.empty();
    }
    if (byPerson) {
      session = session.usedAt(now);
      sessions.replace(key, session);
    }
    return Optional.of(session);
  }

  /** Signs out. */
  public synchronized void end(String cookie) {
    sessions.remove(key(cookie));
  }

  private static boolean isOver(Session session, Instant now) {
    return !now.isBefore(session.used().plus(IDLE)) || !now.isBefore(session.begun().plus(WHOLE));
  }

  /** A text that nobody can guess and that never came before. */
  public String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static Digest key(String cookie) {
    return Bytes.ofUtf8(cookie).digest();
  }
}
