package dev.weir.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.adapter.patience.Patience;
import dev.weir.agent.boot.BootControl;
import dev.weir.agent.boot.BootRecord;
import dev.weir.agent.boot.BootRepair;
import dev.weir.agent.boot.BootStore;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final Version ONE = new Version("1.0");
  private static final byte[] IMAGE = "an image".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private static final Patience PATIENCE = new Patience(Duration.ofMillis(1));

  private FileSlots slots;
  private Path boot;

  @BeforeEach
  void open() {
    slots = new FileSlots(folder);
    boot = folder.resolve("boot");
  }

  private BootRecord first() throws IOException {
    Path image = folder.resolve("factory.img");
    Files.write(image, IMAGE);
    return FirstImage.copy(image, ONE, slots);
  }

  @Test
  void aNewDeviceHasItsImageInSlotA() throws IOException {
    BootRecord record = first();
    assertThat(record.running()).isEqualTo(Slot.A);
    assertThat(record.contents()).isEqualTo(SlotContents.shipped(ONE, Digest.of(IMAGE)));
    assertThat(slots.file(Slot.A)).hasBinaryContent(IMAGE).hasFileName("slot-a.img");
  }

  @Test
  void aFirstImageThatWasCutOffIsCopiedAgain() throws IOException {
    Files.write(slots.file(Slot.A), new byte[IMAGE.length + 5]);
    first();
    assertThat(slots.file(Slot.A)).hasBinaryContent(IMAGE);
  }

  @Test
  void anEmptyFirstImageIsRefused() throws IOException {
    Path image = Files.createFile(folder.resolve("factory.img"));
    assertThatThrownBy(() -> FirstImage.copy(image, ONE, slots)).hasMessageContaining("empty");
  }

  @Test
  void slotsReadWhatWasWrittenAndNothingBehindIt() throws IOException {
    slots.write(Slot.B, 0, IMAGE, 1000);
    slots.write(Slot.B, 1000, IMAGE, 10);
    slots.sync(Slot.B);
    byte[] into = new byte[100];
    assertThat(slots.size(Slot.B)).isEqualTo(1010);
    assertThat(slots.read(Slot.B, 1000, into, 5, 50)).isEqualTo(10);
    assertThat(into[5]).isEqualTo(IMAGE[0]);
    assertThat(slots.read(Slot.B, 1010, into, 0, 50)).isZero();
    assertThat(slots.read(Slot.A, 0, into, 0, 50)).isZero();
    slots.clear(Slot.B);
    assertThat(slots.size(Slot.B)).isZero();
    assertThat(slots.capacity(Slot.B)).isPositive();
  }

  @Test
  void downloadsGrowAreCutAndGiveWay() throws IOException {
    FileDownloads downloads = FileDownloads.in(folder.resolve("download"));
    Digest one = Digest.of(new byte[] {1});
    Digest two = Digest.of(new byte[] {2});
    downloads.write(one, 0, IMAGE, 3000);
    downloads.write(two, 0, IMAGE, 10);
    downloads.sync(one);
    downloads.truncate(one, 2048);
    downloads.truncate(two, 100);
    assertThat(downloads.size(one)).isEqualTo(2048);
    assertThat(downloads.size(two)).isEqualTo(10);
    downloads.keepOnly(one);
    assertThat(downloads.size(one)).isEqualTo(2048);
    assertThat(downloads.size(two)).isZero();
    downloads.clear();
    assertThat(downloads.size(one)).isZero();
  }

  @Test
  void theBootRecordIsReplacedAsAWhole() throws IOException {
    FileBootStore store = new FileBootStore(boot, PATIENCE);
    assertThat(store.read()).isEqualTo(new BootStore.Nothing());
    BootControl control = BootControl.start(store, () -> settled());
    control.tryOther(SlotContents.shipped(new Version("2.0"), Digest.of(new byte[0])), 3, 1);
    assertThat(store.read()).isEqualTo(new BootStore.Whole(control.record()));
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  private BootRecord settled() {
    return BootRecord.settled(Slot.A, SlotContents.shipped(ONE, Digest.of(IMAGE)));
  }

  @Test
  void everyDamageOfTheBootRecordIsSeenAndRepaired() throws IOException {
    first();
    new FileBootStore(boot, PATIENCE).replace(settled());
    byte[] whole = Files.readAllBytes(boot);
    for (int at = 0; at < whole.length - 1; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 2;
      Files.write(boot, damaged);
      FileBootStore store = new FileBootStore(boot, PATIENCE);
      assertThat(store.read()).as("byte " + at).isInstanceOf(BootStore.Damaged.class);
    }
    Files.write(boot, new byte[0]);
    SlotContents committed = SlotContents.shipped(ONE, Digest.of(IMAGE));
    BootRecord repaired = BootRepair.from(slots, committed);
    BootControl control = BootControl.start(new FileBootStore(boot, PATIENCE), () -> repaired);
    assertThat(control.record()).isEqualTo(settled());
  }

  @Test
  void withoutTheCommittedImageThereIsNothingToBoot() throws IOException {
    first();
    SlotContents other = SlotContents.shipped(ONE, Digest.of(new byte[] {9}));
    assertThatThrownBy(() -> BootRepair.from(slots, other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no slot holds the committed image");
  }
}
