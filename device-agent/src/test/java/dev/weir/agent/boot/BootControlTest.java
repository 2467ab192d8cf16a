package dev.weir.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootControlTest {
  private static final SlotContents OLD = contents(1);
  private static final SlotContents NEW = contents(2);

  private Optional<BootRecord> durable = Optional.of(BootRecord.settled(Slot.A, OLD));
  private int writes;

  private final BootStore store =
      new BootStore() {
        @Override
        public Found read() {
          return durable.<Found>map(Whole::new).orElseGet(() -> new Damaged("test"));
        }

        @Override
        public void replace(BootRecord record) {
          durable = Optional.of(record);
          writes++;
        }
      };

  private static SlotContents contents(int n) {
    return SlotContents.shipped(new Version(n + ".0"), Digest.of(new byte[] {(byte) n}));
  }

  private BootControl start() {
    return BootControl.start(
        store,
        () -> {
          throw new AssertionError("nothing is to be repaired");
        });
  }

  @Test
  void startsAreCountedOnlyInATrial() {
    for (int i = 0; i < 10; i++) {
      assertThat(start().running()).isEqualTo(Slot.A);
    }
    assertThat(writes).isZero();
  }

  @Test
  void aTrialThatIsKeptStays() {
    BootControl boot = start();
    boot.tryOther(NEW, 3, 1);
    assertThat(boot.running()).isEqualTo(Slot.B);
    assertThat(boot.runs()).isEqualTo(NEW);
    boot.keep();
    assertThat(start().record().active()).isEqualTo(Slot.B);
    assertThat(start().fateOf(1)).isEqualTo(TrialFate.KEPT);
  }

  @Test
  void aTrialThatGoesBackRunsTheOldSlot() {
    BootControl boot = start();
    boot.tryOther(NEW, 3, 1);
    boot.goBack();
    assertThat(start().running()).isEqualTo(Slot.A);
    assertThat(start().fateOf(1)).isEqualTo(TrialFate.BACK);
  }

  @Test
  void aboveItsStartsATrialGoesBackByItself() {
    start().tryOther(NEW, 3, 7);
    for (int i = 1; i <= 3; i++) {
      assertThat(start().running()).as("start " + i).isEqualTo(Slot.B);
    }
    BootControl fourth = start();
    assertThat(fourth.running()).isEqualTo(Slot.A);
    assertThat(fourth.runs()).isEqualTo(OLD);
    assertThat(fourth.fateOf(7)).isEqualTo(TrialFate.GAVE_UP);
    assertThat(fourth.fateOf(6)).isEqualTo(TrialFate.UNKNOWN);
  }

  @Test
  void noSlotCanBeWrittenDuringATrial() {
    BootControl boot = start();
    assertThat(InactiveSlot.of(null, boot.record()).slot()).isEqualTo(Slot.B);
    boot.tryOther(NEW, 3, 1);
    assertThatThrownBy(() -> InactiveSlot.of(null, boot.record()))
        .isInstanceOf(IllegalStateException.class);
    boot.keep();
    assertThat(InactiveSlot.of(null, boot.record()).slot()).isEqualTo(Slot.A);
  }

  @Test
  void whatMakesNoSenseIsABug() {
    BootControl boot = start();
    assertThatThrownBy(boot::keep).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(boot::goBack).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> boot.adopt(NEW)).isInstanceOf(IllegalStateException.class);
    boot.tryOther(NEW, 3, 1);
    assertThatThrownBy(() -> boot.tryOther(NEW, 3, 2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDamagedRecordIsRepairedAndWritten() {
    durable = Optional.empty();
    BootControl boot = BootControl.start(store, () -> BootRecord.settled(Slot.B, NEW));
    assertThat(boot.running()).isEqualTo(Slot.B);
    assertThat(durable).contains(BootRecord.settled(Slot.B, NEW));
  }

  @Test
  void theRecordSurvivesItsEncoding() throws Exception {
    BootRecord trying = BootRecord.settled(Slot.B, OLD).trying(NEW, 2, 9);
    assertThat(BootRecord.CODEC.fromJson(BootRecord.CODEC.toJson(trying))).isEqualTo(trying);
    assertThat(BootRecord.CODEC.decode(BootRecord.CODEC.encode(trying))).isEqualTo(trying);
  }
}
