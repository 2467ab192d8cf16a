package dev.weir.transport.http.region;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.Digest;
import dev.weir.transport.http.Paths;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds out who asks for what, and lets an {@link Answer} do the rest. */
final class ArtifactHandler extends Handler.Abstract {
  private final Artifacts artifacts;

  ArtifactHandler(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(Paths.ARTIFACTS)) {
      Problems.write(
          response,
          callback,
          HttpStatus.NOT_FOUND_404,
          "notFound",
          "there are artifacts only, at " + Paths.ARTIFACTS + "DIGEST");
      return true;
    }
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    if (!head && !HttpMethod.GET.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Problems.write(
          response,
          callback,
          HttpStatus.METHOD_NOT_ALLOWED_405,
          "methodNotAllowed",
          "artifacts are read with GET or HEAD");
      return true;
    }
    Optional<Peer> device = peer(request).filter(peer -> peer.kind() == Peer.Kind.DEVICE);
    if (device.isEmpty()) {
      Problems.write(
          response,
          callback,
          HttpStatus.FORBIDDEN_403,
          "notADevice",
          "the client's certificate names no device");
      return true;
    }
    Optional<Digest> artifact = digest(path.substring(Paths.ARTIFACTS.length()));
    if (artifact.isEmpty()) {
      Problems.write(
          response,
          callback,
          HttpStatus.BAD_REQUEST_400,
          "badDigest",
          "an artifact's name is 64 lower-case hexadecimal digits");
      return true;
    }
    Answer answer =
        new Answer(artifacts, device.get(), artifact.get(), request, response, callback);
    if (head) {
      answer.head();
    } else {
      range(request, artifact.get()).ifPresentOrElse(answer::part, answer::whole);
    }
    return true;
  }

  /** The range, unless {@code If-Range} names something else (RFC 9110, section 13.1.5). */
  private static Optional<ByteRange> range(Request request, Digest artifact) {
    String condition = request.getHeaders().get(HttpHeader.IF_RANGE);
    String field = request.getHeaders().get(HttpHeader.RANGE);
    boolean holds = condition == null || condition.strip().equals(Answer.tag(artifact));
    return field == null || !holds ? Optional.empty() : ByteRange.parse(field);
  }

  private static Optional<Digest> digest(String text) {
    try {
      return Optional.of(new Digest(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Peer> peer(Request request) {
    if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
        instanceof EndPoint.SslSessionData session) {
      X509Certificate[] chain = session.peerCertificates();
      return chain == null || chain.length == 0 ? Optional.empty() : Peer.of(chain[0]);
    }
    return Optional.empty();
  }
}
