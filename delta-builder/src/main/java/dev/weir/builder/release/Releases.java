package dev.weir.builder.release;

import dev.weir.builder.choice.Chooser;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds releases: packs the image, makes a delta from each base, decodes each payload again and
 * compares it with the image, chooses, and writes the folder. No image is held in memory; the heap
 * is what the codecs say.
 */
public final class Releases {
  /** Largest image, in bytes: what the delta engine can search. */
  public static final long LARGEST_IMAGE = 1L << 30;

  private final FullCodec full;
  private final List<DeltaCodec> deltas;
  private final List<Circumstances> devices;
  private final Progress progress;

  /**
   * @param deltas each makes one of each base: devices take the smallest that they can decode
   * @param devices whom releases are for: a delta is offered only where one of them is better off
   *     with it
   */
  public Releases(
      FullCodec full, List<DeltaCodec> deltas, List<Circumstances> devices, Progress progress) {
    this.full = full;
    this.deltas = List.copyOf(deltas);
    this.devices = List.copyOf(devices);
    this.progress = progress;
  }

  /**
   * Builds a release in {@code outFolder}, which must not be there; it appears when it is whole.
   * The same request over the same files gives the same bytes.
   *
   * @return what was built, or every fault of the request
   * @throws IOException where a file can't be read or written
   */
  public BuildResult build(BuildRequest request, Path outFolder) throws IOException {
    List<String> faults = RequestCheck.faults(request, outFolder);
    if (!faults.isEmpty()) {
      return new BuildResult.Refused(faults);
    }
    Digest image = FileDigest.of(request.image());
    Map<Digest, Base> bases = byDigest(request.bases());
    Base same = bases.get(image);
    if (same != null) {
      return refused("base " + same.version() + ": is the image itself; leave it out");
    }
    try (WorkFolder work = WorkFolder.beside(outFolder)) {
      return build(request, image, bases, work, outFolder);
    } catch (Malformed e) {
      return refused("no device would read the manifest: " + e.getMessage());
    }
  }

  private BuildResult build(
      BuildRequest request, Digest image, Map<Digest, Base> bases, WorkFolder work, Path outFolder)
      throws IOException {
    Encoding encoding = new Encoding(full, progress, request.image(), image, work);
    Candidate whole = encoding.fullPayload();
    List<Candidate> payloads = new ArrayList<>(List.of(whole));
    List<BuildResult.Tried> tried = new ArrayList<>();
    for (Map.Entry<Digest, Base> base : bases.entrySet()) {
      for (DeltaCodec delta : deltas) {
        Candidate made = encoding.deltaPayload(delta, base.getKey(), base.getValue());
        Offer offer = made.offer();
        boolean offered = Chooser.isWorthOffering(devices, whole.offer(), offer);
        tried.add(new BuildResult.Tried(base.getValue(), offer.codec(), offer.size(), offered));
        if (offered) {
          payloads.add(made);
        } else {
          Files.delete(made.file());
        }
      }
    }
    long imageBytes = Files.size(request.image());
    Description description =
        Description.of(request, image, imageBytes, payloads, Description.MOST);
    if (description instanceof Description.Whole manifest) {
      write(work, manifest, payloads, outFolder);
      return new BuildResult.Built(
          new ReleaseFolder(outFolder),
          manifest.manifest(),
          imageBytes,
          whole.offer().size(),
          List.copyOf(tried));
    }
    return refused(((Description.TooLarge) description).fault());
  }

  private static void write(
      WorkFolder work, Description.Whole manifest, List<Candidate> payloads, Path outFolder)
      throws IOException {
    for (int i = 0; i < payloads.size(); i++) {
      Digest digest = manifest.manifest().payloads().get(i).digest();
      Files.move(payloads.get(i).file(), work.release().artifact(digest));
    }
    Files.write(work.release().manifestFile(), manifest.encoded().toArray());
    work.moveTo(outFolder);
  }

  /** An image that is named twice is used once, under the first name. */
  private static Map<Digest, Base> byDigest(List<Base> bases) throws IOException {
    Map<Digest, Base> byDigest = new LinkedHashMap<>();
    for (Base base : bases) {
      byDigest.putIfAbsent(FileDigest.of(base.image()), base);
    }
    return byDigest;
  }

  private static BuildResult refused(String fault) {
    return new BuildResult.Refused(List.of(fault));
  }
}
