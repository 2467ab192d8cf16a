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
  private final byte[] operatorToken;

  private final Optional<byte[]> workerToken;

  /** Operators have this token; there are no workers. */
  public Gatekeeper(String operatorToken) {
    this(digest(operatorToken), Optional.empty());
  }

  private Gatekeeper(byte[] operatorToken, Optional<byte[]> workerToken) {
    this.operatorToken = operatorToken;
    this.workerToken = workerToken;
  }

  /** The same, and workers have that token. */
  public Gatekeeper withWorkers(String token) {
    return new Gatekeeper(operatorToken, Optional.of(digest(token)));
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

  /** A worker, which an operator can be too. */
  public Admission worker() {
    return new Proven(
        List.of(Admission.Proof.WORKER_TOKEN, Admission.Proof.OPERATOR_TOKEN),
        (call, out) -> {
          if (!isWorker(call) && !isOperator(call)) {
            throw noToken();
          }
          return true;
        });
  }

  /** Whoever may read artifacts: a region, a worker, an operator. */
  public Admission reader() {
    return new Proven(
        List.of(
            Admission.Proof.REGION_CERTIFICATE,
            Admission.Proof.WORKER_TOKEN,
            Admission.Proof.OPERATOR_TOKEN),
        (call, out) -> {
          if (region(call).isEmpty() && !isWorker(call) && !isOperator(call)) {
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
    return token(call).map(this::isOperatorToken).orElse(false);
  }

  private boolean isWorker(Call call) {
    return workerToken.isPresent()
        && token(call).map(text -> is(workerToken.get(), text)).orElse(false);
  }

  private static Optional<String> token(Call call) {
    return Optional.ofNullable(call.request().getHeaders().get(HttpHeader.AUTHORIZATION))
        .filter(header -> header.startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  /** Whether this is the operator's token, such as one from a form for signing in. */
  public boolean isOperatorToken(String text) {
    return is(operatorToken, text);
  }

  private static boolean is(byte[] token, String text) {
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
