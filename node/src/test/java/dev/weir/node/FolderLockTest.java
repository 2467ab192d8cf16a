package dev.weir.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void aFolderIsHeldByOneAtATime() throws IOException {
    Path data = folder.resolve("new/one");
    FolderLock first = FolderLock.hold(data);
    assertThatThrownBy(() -> FolderLock.hold(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(data + " is in use by another process");
    first.close();
    FolderLock.hold(data).close();
    assertThat(data.resolve("lock")).exists();
  }
}
