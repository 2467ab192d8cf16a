package dev.weir.agent.drive;

import dev.weir.agent.boot.InactiveSlot;
import dev.weir.agent.slot.NoRoom;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.Slots;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Writes an image into the inactive slot and proves it: the payload is read back and measured
 * before it is applied, the image after it was written, and then the device says whether it could
 * start it. Done from the beginning after a kill. Source: docs/protocol.md, 5.3.
 */
final class Installation {
  /** Who hears of it. */
  interface Heard extends WorkHeard {
    /** The image is in the inactive slot, durable and verified. */
    void ready();
  }

  private final AgentPorts ports;
  private final Measures measures;
  private final Slices slices;
  private final Manifest manifest;
  private final Payload payload;
  private final long memory;
  private final Heard heard;
  private final Slot running;
  private final InactiveSlot target;
  private final byte[] buffer = new byte[Slices.BYTES];
  private final MessageDigest digest = Digest.sha256();
  private InputStream image = InputStream.nullInputStream();
  private long offset;

  Installation(
      AgentPorts ports,
      Measures measures,
      Turn turn,
      Manifest manifest,
      Payload payload,
      long memory,
      Heard heard) {
    this.ports = ports;
    this.measures = measures;
    this.slices = new Slices(ports.loop(), turn, this::trouble);
    this.manifest = manifest;
    this.payload = payload;
    this.memory = memory;
    this.heard = heard;
    this.running = ports.boot().running();
    this.target = InactiveSlot.of(ports.slots(), ports.boot().record());
  }

  void start() {
    slices.run(this::readPayload, this::open);
  }

  private boolean readPayload() throws IOException {
    int count = ports.downloads().read(payload.digest(), offset, buffer, 0, buffer.length);
    digest.update(buffer, 0, count);
    offset += count;
    return count > 0;
  }

  private void open() throws IOException {
    Digest found = Digest.ofRaw(digest.digest());
    if (!found.equals(payload.digest())) {
      heard.failed(
          FailureClass.DEVICE_FAULT,
          "the payload on disk has changed: " + offset + " bytes with digest " + found.brief());
      return;
    }
    long room = ports.slots().capacity(target.slot());
    if (manifest.imageBytes() > room) {
      heard.failed(
          FailureClass.NO_ROOM,
          "the image has " + manifest.imageBytes() + " bytes, the slot holds " + room);
      return;
    }
    measures.forget(target.slot());
    ports.boot().overwriting();
    target.clear();
    Slots slots = ports.slots();
    image =
        ImageDecoder.open(
            payload.codec(),
            from -> new PayloadFile(ports.downloads(), payload.digest(), from),
            payload.base().isPresent() ? new SlotBase(slots, running) : ImageDecoder.NO_BASE,
            manifest.imageBytes(),
            memory);
    offset = 0;
    slices.run(this::writeImage, this::measure);
  }

  private boolean writeImage() throws IOException {
    int count = image.readNBytes(buffer, 0, buffer.length);
    target.write(offset, buffer, count);
    offset += count;
    return count == buffer.length;
  }

  private void measure() throws IOException {
    image.close();
    target.sync();
    measures.measure(target.slot(), slices, this::judge);
  }

  private void judge() throws IOException {
    Digest found = measures.of(target.slot());
    if (!found.equals(manifest.image())) {
      heard.failed(
          FailureClass.DIGEST_MISMATCH,
          "the image has digest " + found + ", the manifest says " + manifest.image());
      return;
    }
    Optional<String> objection = ports.trial().objection(target.slot(), manifest.format());
    if (objection.isPresent()) {
      heard.failed(FailureClass.WRONG_IMAGE, objection.get());
    } else {
      heard.ready();
    }
  }

  private void trouble(IOException e) {
    heard.failed(classOf(e), String.valueOf(e.getMessage()));
  }

  private static FailureClass classOf(IOException e) {
    if (e instanceof BadPayload) {
      return FailureClass.CANNOT_APPLY;
    }
    return e instanceof NoRoom ? FailureClass.NO_ROOM : FailureClass.DEVICE_FAULT;
  }
}
