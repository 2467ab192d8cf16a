package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Bytes;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Who is calling, and whether that is enough: operators by their token, members by TLS. */
public final class Gatekeeper {
  private static final String SCHEME = "Bearer ";

  /** Digests are compared, in constant time, so that a guess tells nothing about the token. */
  private final byte[] token;

  public Gatekeeper(String operatorToken) {
    this.token = digest(operatorToken);
  }

  private static byte[] digest(String text) {
    return Bytes.ofUtf8(text).digest().raw();
  }

  private record Proven(List<Proof> proofs, Admission admission) implements Admission {
    @Override
    public boolean admit(Call call, Responder out) throws RefusedCall {
      return admission.admit(call, out);
    }
  }

  /** Whoever has the operator's token. */
  public Admission operator() {
    return new Proven(
        List.of(Admission.Proof.OPERATOR_TOKEN),
        (call, out) -> {
          if (!isOperator(call)) {
            throw noToken();
          }
          return true;
        });
  }

  /** A region, by its certificate. */
  public Admission region() {
    return new Proven(
        List.of(Admission.Proof.REGION_CERTIFICATE),
        (call, out) -> {
          if (region(call).isEmpty()) {
            throw new RefusedCall(
                Code.UNAUTHORIZED,
                "only regions call this, with the certificate of their enrolment");
          }
          return true;
        });
  }

  /** A device, by its certificate. */
  public Admission device() {
    return new Proven(
        List.of(Admission.Proof.DEVICE_CERTIFICATE),
        (call, out) -> {
          if (device(call).isEmpty()) {
            throw new RefusedCall(
                Code.UNAUTHORIZED,
                "only devices call this, with the certificate of their enrolment");
          }
          return true;
        });
  }

  public Admission regionOrOperator() {
    return new Proven(
        List.of(Admission.Proof.REGION_CERTIFICATE, Admission.Proof.OPERATOR_TOKEN),
        (call, out) -> {
          if (region(call).isEmpty() && !isOperator(call)) {
            throw noToken();
          }
          return true;
        });
  }

  private static RefusedCall noToken() {
    return new RefusedCall(
        Code.UNAUTHORIZED,
        "send Authorization: Bearer TOKEN with the token in operator.token of the data folder");
  }

  private boolean isOperator(Call call) {
    String header = call.request().getHeaders().get(HttpHeader.AUTHORIZATION);
    return header != null
        && header.startsWith(SCHEME)
        && isOperatorToken(header.substring(SCHEME.length()).strip());
  }

  /** Whether this is the operator's token, such as one from a form for signing in. */
  public boolean isOperatorToken(String text) {
    return MessageDigest.isEqual(token, digest(text));
  }

  /** The region at the other end, by its certificate, which TLS verified. */
  public static Optional<Peer> region(Call call) {
    return peer(call, Peer.Kind.REGION);
  }

  /** The device at the other end, by its certificate, which TLS verified. */
  public static Optional<Peer> device(Call call) {
    return peer(call, Peer.Kind.DEVICE);
  }

  private static Optional<Peer> peer(Call call, Peer.Kind kind) {
    Request request = call.request();
    Object session = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    if (session instanceof EndPoint.SslSessionData data) {
      X509Certificate[] chain = data.peerCertificates();
      return chain == null || chain.length == 0
          ? Optional.empty()
          : Peer.of(chain[0]).filter(peer -> peer.kind() == kind);
    }
    return Optional.empty();
  }
}
