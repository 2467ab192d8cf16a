package dev.weir.global.adapter.http;

import dev.weir.global.reply.Code;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Bytes;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Who is calling, and whether that is enough. */
final class Gatekeeper {
  private static final String SCHEME = "Bearer ";

  /** Digests are compared, in constant time, so that a guess tells nothing about the token. */
  private final byte[] token;

  Gatekeeper(String operatorToken) {
    this.token = digest(operatorToken);
  }

  private static byte[] digest(String text) {
    return Bytes.ofUtf8(text).digest().raw();
  }

  void admit(Who who, Request request) throws RefusedCall {
    switch (who) {
      case ANYONE -> {}
      case OPERATOR -> {
        if (!isOperator(request)) {
          throw noToken();
        }
      }
      case REGION -> {
        if (region(request).isEmpty()) {
          throw new RefusedCall(
              Code.UNAUTHORIZED, "only regions call this, with the certificate of their enrolment");
        }
      }
      case REGION_OR_OPERATOR -> {
        if (region(request).isEmpty() && !isOperator(request)) {
          throw noToken();
        }
      }
    }
  }

  private static RefusedCall noToken() {
    return new RefusedCall(
        Code.UNAUTHORIZED,
        "send Authorization: Bearer TOKEN with the token in operator.token of global's data folder");
  }

  private boolean isOperator(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return header != null
        && header.startsWith(SCHEME)
        && MessageDigest.isEqual(token, digest(header.substring(SCHEME.length()).strip()));
  }

  /** The region at the other end, by its certificate, which TLS verified. */
  static Optional<Peer> region(Request request) {
    Object session = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    if (session instanceof EndPoint.SslSessionData data) {
      X509Certificate[] chain = data.peerCertificates();
      return chain == null || chain.length == 0
          ? Optional.empty()
          : Peer.of(chain[0]).filter(peer -> peer.kind() == Peer.Kind.REGION);
    }
    return Optional.empty();
  }
}
