package dev.weir.cli.command;

import dev.weir.trust.pki.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The command before a global that answers what it was told to. */
abstract class CliFixture {
  protected static String authorities = "";

  @TempDir protected Path temp;
  protected final FakeOutside global = new FakeOutside();
  protected final FakeTerminal terminal = new FakeTerminal();

  @BeforeAll
  static void makeAuthority(@TempDir Path folder) {
    authorities = Authority.open(folder).certificatePem();
  }

  @BeforeEach
  void makeGlobalsFolder() throws IOException {
    Path data = Files.createDirectory(temp.resolve("global"));
    Files.writeString(data.resolve("api.url"), "https://127.0.0.1:8443\n");
    Files.writeString(data.resolve("operator.token"), "s3cret\n");
    Files.writeString(data.resolve("authorities.pem"), authorities);
    terminal.environment.put("WEIR_DATA", data.toString());
  }

  protected int run(String... arguments) {
    return new Cli(global, terminal).run(List.of(arguments));
  }

  protected int run(List<String> head, List<String> tail) {
    List<String> arguments = new ArrayList<>(head);
    arguments.addAll(tail);
    return new Cli(global, terminal).run(arguments);
  }

  protected String printed() {
    return terminal.printed.toString();
  }

  protected String complained() {
    return terminal.complained.toString();
  }
}
