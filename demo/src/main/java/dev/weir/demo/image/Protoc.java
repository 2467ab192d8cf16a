package dev.weir.demo.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Official {@code protoc} executables, resolved through Maven: real programs with real releases.
 */
public final class Protoc {
  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

  private final Path folder;

  public Protoc(Path folder) {
    this.folder = folder;
  }

  /** The program of this version for this machine. */
  public Path resolve(String version, Cpu cpu) throws IOException, InterruptedException {
    Path file = folder.resolve("protoc-" + version + "-" + cpu.classifier() + ".exe");
    if (Files.exists(file)) {
      return file;
    }
    Files.createDirectories(folder);
    Process maven =
        new ProcessBuilder(
                List.of(
                    "mvn",
                    "-q",
                    "-B",
                    PLUGIN,
                    "-Dartifact=com.google.protobuf:protoc:" + version + ":exe:" + cpu.classifier(),
                    "-DoutputDirectory=" + folder.toAbsolutePath(),
                    "-Dmdep.useBaseVersion=true"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (maven.waitFor() != 0 || !Files.exists(file)) {
      throw new IOException(
          "Maven could not fetch protoc "
              + version
              + " for "
              + cpu.classifier()
              + ": "
              + output.strip());
    }
    return file;
  }

  /** What {@code --version} prints: releases 3.N.P call themselves {@code libprotoc N.P}. */
  public static String banner(String version) {
    String[] parts = version.split("\\.", -1);
    return "libprotoc " + (parts.length == 3 ? parts[1] + "." + parts[2] : version);
  }
}
