package dev.weir.trust.pki;

import dev.weir.protocol.channel.Credentials;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Presents one identity, whatever is asked for: without a key store, and so without a password. */
final class IdentityKeyManager extends X509ExtendedKeyManager {
  private static final String ALIAS = "weir";
  private static final String KEY_TYPE = "EC";

  private final Credentials credentials;

  IdentityKeyManager(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return credentials.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return credentials.key();
  }

  private static @Nullable String alias(String... keyTypes) {
    for (String keyType : keyTypes) {
      if (keyType.equals(KEY_TYPE)) {
        return ALIAS;
      }
    }
    return null;
  }

  private static String @Nullable [] aliases(String keyType) {
    return keyType.equals(KEY_TYPE) ? new String[] {ALIAS} : null;
  }
}
