package dev.weir.transport.http.agent;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a front end's answer to a range means (RFC 9110). Of its body no more is read than asked.
 */
final class Reply {
  /** Where a server does not say when to come again. */
  static final Duration SOON = Duration.ofSeconds(5);

  /** Nobody may put a device off for longer. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int CLIENT_ERROR = 4;

  /** Most bytes of an error's body. */
  private static final int PROBLEM = 4096;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

  private final HttpURLConnection connection;
  private final long offset;
  private final int length;

  Reply(HttpURLConnection connection, long offset, int length) {
    this.connection = connection;
    this.offset = offset;
    this.length = length;
  }

  Fetched read() throws IOException {
    int status = connection.getResponseCode();
    return switch (status) {
      case HttpURLConnection.HTTP_PARTIAL -> partial();
      case HttpURLConnection.HTTP_OK -> offset == 0 ? body() : fromElsewhere();
      case RANGE_NOT_SATISFIABLE -> {
        String unused = problem();
        yield new Fetched.Piece(Bytes.EMPTY);
      }
      case HttpURLConnection.HTTP_UNAVAILABLE, TOO_MANY_REQUESTS ->
          later(retryAfter(), "HTTP " + status + problem());
      default ->
          status / 100 == CLIENT_ERROR
              ? new Fetched.Refused("HTTP " + status + problem())
              : later(SOON, "HTTP " + status + problem());
    };
  }

  /** What the front end says of it, if it can be understood; frees the connection. */
  private String problem() throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      if (in == null) {
        return "";
      }
      Bytes body = Bytes.wrap(in.readNBytes(PROBLEM));
      if (body.size() == PROBLEM) {
        connection.disconnect();
      }
      return ": " + Problem.CODEC.fromJson(body.utf8()).detail();
    } catch (Malformed e) {
      return "";
    }
  }

  private Fetched fromElsewhere() {
    connection.disconnect();
    return later(SOON, "the front end does not serve ranges");
  }

  private Fetched partial() throws IOException {
    String field = connection.getHeaderField("Content-Range");
    Matcher range = CONTENT_RANGE.matcher(field == null ? "" : field);
    if (range.matches() && Long.parseLong(range.group(1)) == offset) {
      return body();
    }
    connection.disconnect();
    return later(SOON, "the front end sent another range: " + field);
  }

  private Fetched body() throws IOException {
    long announced = connection.getContentLengthLong();
    int size = announced < 0 ? length : (int) Math.min(announced, length);
    byte[] bytes = new byte[size];
    int count;
    boolean more;
    try (InputStream in = connection.getInputStream()) {
      count = in.readNBytes(bytes, 0, size);
      more = announced > size || (announced < 0 && count == size && in.read() >= 0);
      if (more) {
        // Closing would read on, to keep the connection.
        connection.disconnect();
      }
    }
    if (announced >= 0 && count < size) {
      return later(SOON, "the connection ended after " + count + " of " + size + " bytes");
    }
    return new Fetched.Piece(count == size ? Bytes.wrap(bytes) : Bytes.of(bytes, 0, count));
  }

  private Duration retryAfter() {
    String field = connection.getHeaderField("Retry-After");
    if (field == null || !SECONDS.matcher(field).matches()) {
      return SOON;
    }
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(field)));
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Fetched later(Duration after, String why) {
    return new Fetched.Later(after, why);
  }
}
