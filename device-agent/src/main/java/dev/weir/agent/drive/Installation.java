package dev.weir.agent.drive;

import dev.weir.agent.boot.InactiveSlot;
import dev.weir.agent.slot.NoRoom;
import dev.weir.agent.slot.Slot;
import dev.weir.patcher.apply.BaseImage;
import dev.weir.patcher.apply.DecodedImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an image into the inactive slot and proves it: the payload is read back and measured
 * before it is applied, the image after it was written, and then the device says whether it could
 * start it. After a kill it goes on from the last checkpoint of the decoder, if the slot still
 * holds what had been written by then; else from the beginning. Source: docs/protocol.md, 5.3.
 */
final class Installation {
  /** Who hears of it. */
  interface Heard extends WorkHeard {
    /** The image is in the inactive slot, durable and verified. */
    void ready();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

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
  private final ScratchArea scratch;
  private final Checkpoints checkpoints;
  private final long interval;
  private Optional<DecodedImage> image = Optional.empty();
  private MessageDigest written = Digest.sha256();
  private long offset;
  private long nextCheckpoint;

  Installation(
      AgentPorts ports,
      Measures measures,
      Turn turn,
      Manifest manifest,
      Payload payload,
      AgentSettings settings,
      Heard heard) {
    this.ports = ports;
    this.measures = measures;
    this.slices = new Slices(ports.loop(), turn, this::trouble);
    this.manifest = manifest;
    this.payload = payload;
    this.memory = settings.memory();
    this.interval = settings.decoder().interval(manifest.imageBytes(), payload.memory());
    this.scratch = new ScratchArea(ports.downloads(), payload.digest());
    this.checkpoints = new Checkpoints(ports.downloads(), payload.digest());
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
    Optional<Checkpoints.Found> left = checkpoints.newest();
    ports.boot().overwriting();
    offset = 0;
    if (left.isPresent()) {
      slices.run(() -> readWritten(left.get().made()), () -> resume(left.get()));
    } else {
      begin();
    }
  }

  /** Reads what the slot holds of the image: a checkpoint is of use only with that. */
  private boolean readWritten(long until) throws IOException {
    int wanted = (int) Math.min(buffer.length, until - offset);
    int count = ports.slots().read(target.slot(), offset, buffer, 0, wanted);
    written.update(buffer, 0, count);
    offset += count;
    return count > 0;
  }

  private void resume(Checkpoints.Found left) throws IOException {
    if (offset != left.made() || !snapshot().equals(left.prefix())) {
      begin();
      return;
    }
    try (InputStream decoder = checkpoints.decoder(left)) {
      scratch.reopen();
      image =
          Optional.of(
              ImageDecoder.resume(
                  payload(), base(), scratch, manifest.imageBytes(), memory, decoder));
    } catch (IOException e) {
      begin();
      return;
    }
    write();
  }

  private void begin() throws IOException {
    target.clear();
    scratch.clear();
    checkpoints.forget();
    written = Digest.sha256();
    offset = 0;
    image =
        Optional.of(
            ImageDecoder.open(
                payload.codec(), payload(), base(), scratch, manifest.imageBytes(), memory));
    write();
  }

  private PayloadBytes payload() {
    return from -> new PayloadFile(ports.downloads(), payload.digest(), from);
  }

  private BaseImage base() throws IOException {
    return payload.base().isPresent() ? new SlotBase(ports.slots(), running) : ImageDecoder.NO_BASE;
  }

  private void write() {
    nextCheckpoint = offset + interval;
    slices.run(this::writeImage, this::measure);
  }

  private boolean writeImage() throws IOException {
    int count = decoder().readNBytes(buffer, 0, buffer.length);
    target.write(offset, buffer, count);
    written.update(buffer, 0, count);
    offset += count;
    if (offset >= nextCheckpoint && decoder().canSave()) {
      save();
    }
    return count == buffer.length;
  }

  /** A checkpoint that can't be written costs time after a kill, and nothing else. */
  private void save() throws IOException {
    nextCheckpoint = offset + interval;
    target.sync();
    try {
      scratch.sync();
      checkpoints.save(decoder(), snapshot());
    } catch (IOException e) {
      checkpoints.forget();
      LOG.warn("no checkpoint at byte {}: {}", offset, e.getMessage());
    }
  }

  private DecodedImage decoder() {
    return image.orElseThrow();
  }

  private Digest snapshot() {
    try {
      return Digest.ofRaw(((MessageDigest) written.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can't be cloned here", e);
    }
  }

  private void measure() throws IOException {
    decoder().close();
    target.sync();
    measures.measure(target.slot(), slices, this::judge);
  }

  private void judge() throws IOException {
    Digest found = measures.of(target.slot());
    if (!found.equals(manifest.image())) {
      checkpoints.forget();
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
