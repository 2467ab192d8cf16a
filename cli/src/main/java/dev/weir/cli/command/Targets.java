package dev.weir.cli.command;

import dev.weir.cli.api.Target;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SyncedFile;
import dev.weir.trust.adapter.file.TrustFileException;
import dev.weir.trust.pki.Pem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which global is meant, from options, environment and global's data folder. */
final class Targets {
  private static final int MAX_LINE = 1024;
  private static final String WAYS =
      "say which global is meant: --data DIR (its data folder) or the environment variable"
          + " WEIR_DATA, or all of --server URL, --token-file FILE and --authorities FILE";

  private final Root options;
  private final Optional<Path> data;

  private Targets(Root options, Optional<Path> data) {
    this.options = options;
    this.data = data;
  }

  /** As the operator. */
  static Target resolve(Root options, Map<String, String> environment) {
    return resolve(options, environment, "operator.token");
  }

  /** As a worker. */
  static Target ofWorkers(Root options, Map<String, String> environment) {
    return resolve(options, environment, "worker.token");
  }

  private static Target resolve(Root options, Map<String, String> environment, String tokenName) {
    Optional<Path> data =
        options
            .data()
            .or(
                () ->
                    Optional.ofNullable(environment.get("WEIR_DATA"))
                        .filter(text -> !text.isBlank())
                        .map(Targets::path));
    return new Targets(options, data).resolve(tokenName);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageTrouble("WEIR_DATA is not a path: " + e.getMessage());
    }
  }

  private Target resolve(String tokenName) {
    URI server = uri(options.server().orElseGet(this::address));
    Path tokenFile = file(options.tokenFile(), tokenName);
    Path authorities = file(options.authorities(), "authorities.pem");
    return new Target(server, token(tokenFile), certificates(authorities));
  }

  private String address() {
    Path file = file(Optional.empty(), "api.url");
    if (!Files.exists(file)) {
      throw new TrustFileException(
          file, "is not there; is this the data folder of a global controller that was started?");
    }
    return SyncedFile.read(file, MAX_LINE).strip();
  }

  private Path file(Optional<Path> given, String name) {
    return given
        .or(() -> data.map(folder -> folder.resolve(name)))
        .orElseThrow(() -> new UsageTrouble(WAYS));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new UsageTrouble(
        "global's address is such as https://127.0.0.1:8443; found \"" + text + '"');
  }

  private static String token(Path file) {
    String token = SyncedFile.read(file, MAX_LINE).strip();
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new TrustFileException(file, "is not a token: it must be one word");
    }
    return token;
  }

  private static List<X509Certificate> certificates(Path file) {
    try {
      return Pem.certificates(SyncedFile.read(file, Limits.PEM));
    } catch (Malformed e) {
      throw new TrustFileException(file, e.getMessage(), e);
    }
  }
}
