package dev.weir.global.app;

import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the data folder keeps over restarts besides the database. */
record KeptFiles(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
  private static final int TOKEN_BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");
  private static final int MAX = 1024;

  /** A token in the file with this name, mode 600; made once. */
  String token(String name, SecureRandom random) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] secret = new byte[TOKEN_BYTES];
      random.nextBytes(secret);
      SyncedFile.writeSecret(
          file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
    }
    String token = SyncedFile.read(file, MAX).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalStateException(
          file
              + " must hold one line of visible ASCII characters; remove it and start again: a new"
              + " token is made");
    }
    return token;
  }

  /** The port of the last start, for members know this address; 0 before the first. */
  int lastPort() {
    Path file = folder.resolve("api.port");
    if (!Files.exists(file)) {
      return 0;
    }
    String text = SyncedFile.read(file, MAX).strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          file + " must hold a port; found \"" + text + "\": correct or remove it", e);
    }
  }

  /** Whether a global controller ran here before. */
  boolean wasUsed() {
    return lastPort() != 0;
  }

  /** The fleet's authority; a used folder without it is not made good by another one. */
  Authority authority() {
    Path certificate = folder.resolve("authority").resolve("authority.pem");
    if (wasUsed() && !Files.exists(certificate)) {
      throw new IllegalStateException(
          certificate
              + " is missing in a folder that was in use; restore the folder authority from a"
              + " backup: with a new authority every member would have to enrol again");
    }
    return Authority.open(folder.resolve("authority"));
  }

  /** This process's own key, which the authority certifies; another one where it is damaged. */
  IdentityFolder identity() throws IOException {
    IdentityFolder identity = new IdentityFolder(folder.resolve("identity"));
    Path key = identity.folder().resolve("key.pem");
    if (Files.exists(key)) {
      try {
        identity.keyPair();
      } catch (TrustFileException e) {
        LOG.warn("{} is damaged and kept aside; another key is made", key);
        Files.move(key, key.resolveSibling("key.pem.corrupt"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return identity;
  }

  void writePort(int port) {
    SyncedFile.write(folder.resolve("api.port"), port + "\n");
  }

  void writeAddress(String address) {
    SyncedFile.write(folder.resolve("api.url"), address + "\n");
  }

  void writeAuthorities(String pem) {
    SyncedFile.write(folder.resolve("authorities.pem"), pem);
  }
}
