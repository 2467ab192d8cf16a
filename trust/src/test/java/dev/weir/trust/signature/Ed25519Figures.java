package dev.weir.trust.signature;

import dev.weir.protocol.wire.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;

/**
 * How long signing and verifying a report of 300 bytes takes here, by our library and by the
 * platform; a program, not a test.
 */
public final class Ed25519Figures {
  private static final int ROUNDS = 5;
  private static final int TIMES = 2000;

  private Ed25519Figures() {}

  interface Work {
    void once() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    byte[] message = new byte[300];
    Bytes statement = Bytes.of(message);
    Signer ours = Ed25519.generate(new SecureRandom());
    Bytes signature = ours.sign(StatementKind.REPORT, statement).value();
    KeyPair platform = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] platformSignature = platformSign(platform, message);

    double signing = micros(() -> ours.sign(StatementKind.REPORT, statement));
    double verifying =
        micros(
            () ->
                require(
                    Ed25519.verify(ours.publicKey(), StatementKind.REPORT, statement, signature)));
    double platformSigning = micros(() -> platformSign(platform, message));
    double platformVerifying =
        micros(() -> require(platformVerify(platform, message, platformSignature)));
    System.out.printf(
        "sign    %6.0f us, platform %6.0f us, %4.1f times%n",
        signing, platformSigning, platformSigning / signing);
    System.out.printf(
        "verify  %6.0f us, platform %6.0f us, %4.1f times%n",
        verifying, platformVerifying, platformVerifying / verifying);
  }

  private static byte[] platformSign(KeyPair keys, byte[] message) throws Exception {
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(keys.getPrivate());
    signing.update(message);
    return signing.sign();
  }

  private static boolean platformVerify(KeyPair keys, byte[] message, byte[] signature)
      throws Exception {
    Signature checking = Signature.getInstance("Ed25519");
    checking.initVerify(keys.getPublic());
    checking.update(message);
    return checking.verify(signature);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("a good signature does not hold");
    }
  }

  /** The best round's mean, in microseconds. */
  private static double micros(Work work) throws Exception {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < TIMES; i++) {
        work.once();
      }
      best = Math.min(best, (System.nanoTime() - start) / 1000.0 / TIMES);
    }
    return best;
  }
}
