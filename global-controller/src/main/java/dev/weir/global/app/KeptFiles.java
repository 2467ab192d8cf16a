package dev.weir.global.app;

import dev.weir.trust.adapter.file.SyncedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** What the data folder keeps over restarts besides the database. */
record KeptFiles(Path folder) {
  private static final int TOKEN_BYTES = 32;
  private static final int MAX = 1024;

  /** The operator's token, mode 600; made once. */
  String operatorToken(SecureRandom random) {
    Path file = folder.resolve("operator.token");
    if (!Files.exists(file)) {
      byte[] secret = new byte[TOKEN_BYTES];
      random.nextBytes(secret);
      SyncedFile.writeSecret(
          file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
    }
    String token = SyncedFile.read(file, MAX).strip();
    if (token.isEmpty()) {
      throw new IllegalStateException(file + " is empty; remove it and start again");
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
