package dev.weir.web;

import java.util.List;

/** Who may call a route. {@link Gatekeeper} has those of the API; a console brings its own. */
public interface Admission {
  /** Somebody without a certificate or a token yet; the body may hold the proof. */
  Admission ANYONE = (call, out) -> true;

  /** How a caller shows who it is, as the API's description names it. */
  enum Proof {
    OPERATOR_TOKEN,
    WORKER_TOKEN,
    REGION_CERTIFICATE,
    DEVICE_CERTIFICATE
  }

  /**
   * Lets the caller in, or not.
   *
   * @return false where the answer is given already, such as a redirect to a page for signing in
   * @throws RefusedCall where the caller is told why not
   */
  boolean admit(Call call, Responder out) throws RefusedCall;

  /** Any one of these will do; empty: none is needed. */
  default List<Proof> proofs() {
    return List.of();
  }
}
