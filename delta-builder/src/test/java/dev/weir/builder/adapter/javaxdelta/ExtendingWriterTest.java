package dev.weir.builder.adapter.javaxdelta;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nothome.delta.DiffWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendingWriterTest {
  @TempDir Path folder;
  private final List<String> written = new ArrayList<>();
  private ExtendingWriter writer;

  private final DiffWriter out =
      new DiffWriter() {
        private final StringBuilder data = new StringBuilder();

        @Override
        public void addCopy(long offset, int length) {
          flush();
          written.add("copy " + length + " from " + offset);
        }

        @Override
        public void addData(byte value) {
          data.append((char) value);
        }

        @Override
        public void flush() {
          if (data.length() > 0) {
            written.add("data " + data);
            data.setLength(0);
          }
        }

        @Override
        public void close() {
          flush();
          written.add("end");
        }
      };

  @BeforeEach
  void open() throws IOException {
    Path base = Files.writeString(folder.resolve("base"), "0123456789abcdef");
    writer = new ExtendingWriter(MappedSource.of(base), out);
  }

  private void data(String text) throws IOException {
    for (byte value : text.getBytes(US_ASCII)) {
      writer.addData(value);
    }
  }

  @Test
  void letsACopyBeginEarlierWhereTheDataBeforeItIsInTheBase() throws IOException {
    data("xyz234");
    writer.addCopy(5, 4);
    writer.close();
    assertThat(written).containsExactly("data xyz", "copy 7 from 2", "end");
  }

  @Test
  void doesNotBeginACopyBeforeTheBase() throws IOException {
    data("x01");
    writer.addCopy(2, 4);
    writer.close();
    assertThat(written).containsExactly("data x", "copy 6 from 0", "end");
  }

  @Test
  void joinsCopiesThatTouch() throws IOException {
    writer.addCopy(2, 3);
    data("56");
    writer.addCopy(7, 2);
    writer.addCopy(9, 1);
    writer.close();
    assertThat(written).containsExactly("copy 8 from 2", "end");
  }

  @Test
  void keepsCopiesApartThatDoNotTouch() throws IOException {
    writer.addCopy(2, 3);
    writer.addCopy(2, 3);
    writer.addCopy(6, 3);
    writer.close();
    assertThat(written).containsExactly("copy 3 from 2", "copy 3 from 2", "copy 3 from 6", "end");
  }

  @Test
  void keepsTheOrderOfCopiesAndData() throws IOException {
    data("p");
    writer.addCopy(0, 2);
    data("q");
    writer.addCopy(8, 2);
    data("r");
    writer.flush();
    writer.close();
    assertThat(written)
        .containsExactly("data p", "copy 2 from 0", "data q", "copy 2 from 8", "data r", "end");
  }

  @Test
  void writesDataThatIsLongerThanItsWindow() throws IOException {
    data("z".repeat(200_000));
    writer.addCopy(0, 2);
    writer.close();
    assertThat(String.join("", written)).hasSize("data copy 2 from 0end".length() + 200_000);
  }
}
