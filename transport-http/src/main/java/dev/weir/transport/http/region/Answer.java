package dev.weir.transport.http.region;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to one request. A part is one piece, so what the range really was is known before
 * anything is sent; where a client asks for more than a piece it gets the piece (RFC 9110, section
 * 15.3.7). A whole is sent piece by piece, each when the one before has left. How large an artifact
 * is, nobody knows: a short piece is the last.
 */
final class Answer {
  /** Of a whole that is sent; it is what one connection holds in memory. */
  private static final int PIECE = 128 * 1024;

  private final Artifacts artifacts;
  private final Peer peer;
  private final Digest artifact;
  private final Request request;
  private final Response response;
  private final Callback callback;

  Answer(
      Artifacts artifacts,
      Peer peer,
      Digest artifact,
      Request request,
      Response response,
      Callback callback) {
    this.artifacts = artifacts;
    this.peer = peer;
    this.artifact = artifact;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** The strong entity tag of an artifact. */
  static String tag(Digest artifact) {
    return '"' + artifact.hex() + '"';
  }

  /** Whether there is such an artifact. */
  void head() {
    read(
        0,
        1,
        fetched ->
            begin(
                fetched,
                piece -> {
                  describe(HttpStatus.OK_200);
                  response.write(true, BufferUtil.EMPTY_BUFFER, callback);
                }));
  }

  /** A range. */
  void part(ByteRange range) {
    int length = (int) Math.min(range.length(), Artifacts.MAX_PIECE);
    read(range.first(), length, fetched -> begin(fetched, piece -> part(range.first(), piece)));
  }

  private void part(long first, Bytes piece) {
    if (piece.isEmpty()) {
      Problems.write(
          response,
          callback,
          HttpStatus.RANGE_NOT_SATISFIABLE_416,
          "beyondTheEnd",
          "the artifact has at most " + first + " bytes");
      return;
    }
    describe(HttpStatus.PARTIAL_CONTENT_206);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_RANGE, "bytes " + first + "-" + (first + piece.size() - 1) + "/*");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, piece.size());
    response.write(true, piece.asBuffer(), callback);
  }

  /** All of it. */
  void whole() {
    read(
        0,
        PIECE,
        fetched ->
            begin(
                fetched,
                piece -> {
                  describe(HttpStatus.OK_200);
                  send(0, piece);
                }));
  }

  private void send(long offset, Bytes piece) {
    boolean last = piece.size() < PIECE;
    ByteBuffer content = piece.asBuffer();
    if (last) {
      response.write(true, content, callback);
    } else {
      long next = offset + piece.size();
      response.write(
          false,
          content,
          Callback.from(() -> read(next, PIECE, more -> goOn(next, more)), callback::failed));
    }
  }

  private void goOn(long offset, Fetched more) {
    if (more instanceof Fetched.Piece piece) {
      send(offset, piece.bytes());
    } else {
      // The status has left long ago; an end that is torn off says it too.
      callback.failed(new IOException("the artifact broke off at " + offset + ": " + more));
    }
  }

  private void begin(Fetched fetched, Consumer<Bytes> found) {
    if (fetched instanceof Fetched.Piece piece) {
      found.accept(piece.bytes());
    } else if (fetched instanceof Fetched.Later later) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds(later.after()));
      Problems.write(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "later", later.why());
    } else if (fetched instanceof Fetched.Refused refused) {
      Problems.write(response, callback, HttpStatus.NOT_FOUND_404, "notFound", refused.why());
    }
  }

  private void describe(int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    response.getHeaders().put(HttpHeader.ETAG, tag(artifact));
    response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
  }

  private static long seconds(Duration after) {
    return Math.max(1, after.plusMillis(999).toSeconds());
  }

  /** Answers come on the region's thread; what is done with them runs on Jetty's. */
  private void read(long offset, int length, Consumer<Fetched> then) {
    artifacts.read(
        peer,
        artifact,
        offset,
        length,
        fetched -> {
          try {
            request.getComponents().getExecutor().execute(() -> then.accept(fetched));
          } catch (RejectedExecutionException e) {
            callback.failed(e);
          }
        });
  }
}
