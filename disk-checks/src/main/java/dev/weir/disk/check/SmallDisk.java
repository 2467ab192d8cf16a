package dev.weir.disk.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small real file system in memory; where the machine does not let us mount it, skips. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one of so many bytes on a folder, which is made where it is missing. */
  public static SmallDisk mount(Path folder, int bytes) throws IOException {
    Files.createDirectories(folder);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
    assumeTrue(mounted, "skipped: a small disk can be mounted by root only");
    return new SmallDisk(folder);
  }

  private static boolean run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A file on it. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Takes all room but so many bytes. */
  public void fill(int left) throws IOException {
    Path ballast = resolve("ballast");
    long room = Files.getFileStore(folder).getUsableSpace() - left;
    try (OutputStream out = Files.newOutputStream(ballast)) {
      out.write(new byte[(int) Math.max(0, room)]);
    }
  }

  /** Gives the room back. */
  public void free() throws IOException {
    Files.delete(resolve("ballast"));
  }

  /** Unmounts it; all that is on it is gone. */
  @Override
  public void close() throws IOException {
    if (!run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
      throw new IOException(folder + " can't be unmounted");
    }
  }
}
