package dev.weir.transport.coap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.weir.protocol.wire.Limits;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;

/**
 * Every setting of Californium and Scandium, with its reason. They are made here and nowhere read
 * from or written to a properties file, as the library would do by itself.
 */
final class Settings {
  static final String SCHEME = "coaps";

  /** Bytes of one block. With the headers of CoAP and DTLS it stays below {@link #MTU}. */
  static final int BLOCK = 1024;

  /** What every IPv6 link carries in one piece, in bytes. */
  static final int MTU = 1280;

  /**
   * DTLS sessions of one device at one time: its channel, its payloads, and those that it lost
   * without a word. One more ends its oldest one.
   */
  static final int SESSIONS_PER_DEVICE = 4;

  /**
   * Connection ids of a region, in bytes: far more values than sessions, so that a guess finds
   * none.
   */
  private static final int CID_LENGTH = 6;

  /**
   * Messages that are remembered of each session to recognize repeats; peers send one at a time.
   */
  private static final int REMEMBERED_MESSAGES = 8;

  private Settings() {}

  /** A region's end. */
  static Configuration region(int maxConnections) {
    Configuration config = common();
    int sessions = sessions(maxConnections);
    config.set(CoapConfig.MAX_ACTIVE_PEERS, sessions);
    config.set(CoapConfig.MAX_SERVER_OBSERVES, sessions);
    config.set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 60, SECONDS);

    // A notification is given up after 30 to 45 s, and its device counts as disconnected.
    config.set(CoapConfig.ACK_TIMEOUT, 2, SECONDS);
    config.set(CoapConfig.MAX_RETRANSMIT, 3);

    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    config.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CID_LENGTH);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, sessions);
    // When there is no room, the session that has been quiet for longest makes some.
    config.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 5, MINUTES);
    config.set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, 1024 * 1024);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 1, SECONDS);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 4);
    // CCM_8 is what RFC 7252, section 9.1.3.3 asks of everyone.
    config.setAsList(
        DtlsConfig.DTLS_CIPHER_SUITES,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
    return config;
  }

  /** Each device has a session for its channel and one for its payloads. */
  static int sessions(int maxConnections) {
    return (int) Math.min(Integer.MAX_VALUE, 2L * maxConnections + 2L * SESSIONS_PER_DEVICE);
  }

  /** An agent's channel: one peer, little memory. */
  static Configuration channel() {
    Configuration config = common();
    config.set(CoapConfig.MAX_ACTIVE_PEERS, 16);
    config.set(CoapConfig.MAX_SERVER_OBSERVES, 1);
    config.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);

    // Four transmissions within 16 to 20 s; then the region is taken to be gone.
    config.set(CoapConfig.ACK_TIMEOUT, 2, SECONDS);
    config.set(CoapConfig.ACK_TIMEOUT_SCALE, 1.5f);
    config.set(CoapConfig.ACK_INIT_RANDOM, 1.2f);
    config.set(CoapConfig.MAX_RETRANSMIT, 3);

    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    // PeerVerifier asks for a region's certificate instead.
    config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
    // It understands connection ids and needs none itself: a region does not move.
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, 4);
    config.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, 64);
    config.set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, 64);
    config.set(DtlsConfig.DTLS_MAX_PENDING_HANDSHAKE_RESULT_JOBS, 64);
    // A handshake is given up when one flight has stayed without an answer for 16 s.
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 1, SECONDS);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT_SCALE, 1.6f);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 4);
    config.setAsList(
        DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    return config;
  }

  /** An agent's payloads: it puts blocks together itself, into a buffer of the asked size. */
  static Configuration payloads() {
    return channel().set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0);
  }

  private static Configuration common() {
    Configuration config =
        new Configuration(SystemConfig.DEFINITIONS, CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS);
    config.set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, MILLISECONDS);

    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK);
    config.set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK);
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, Limits.DEVICE_MESSAGE);
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, REMEMBERED_MESSAGES);
    config.set(CoapConfig.MULTICAST_BASE_MID, 0);

    config.setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.X_509);
    config.setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1);
    config.setAsList(
        DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS, SignatureAndHashAlgorithm.SHA256_WITH_ECDSA);
    config.set(DtlsConfig.DTLS_MAX_TRANSMISSION_UNIT, MTU);
    // Each session begins with both certificates: nothing outlives a channel.
    config.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
    return config;
  }
}
