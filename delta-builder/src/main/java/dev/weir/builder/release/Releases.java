package dev.weir.builder.release;

import dev.weir.builder.codec.CodecName;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds releases: packs the image, makes a delta from each base, decodes each payload again and
 * compares it with the image, chooses, and writes the folder. No image is held in memory; the heap
 * is what the codecs say.
 */
public final class Releases {
  /** Largest image, in bytes: what the delta engine can search. */
  public static final long LARGEST_IMAGE = 1L << 30;

  private final FullCodec full;
  private final DeltaSelection deltas;
  private final Progress progress;

  /**
   * @param deltas makes those from each base, and says which are offered
   */
  public Releases(FullCodec full, DeltaSelection deltas, Progress progress) {
    this.full = full;
    this.deltas = deltas;
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
    Candidate whole = fullPayload(request.image(), image, work.file("full"));
    List<Candidate> payloads = new ArrayList<>(List.of(whole));
    List<BuildResult.Tried> tried = new ArrayList<>();
    for (Map.Entry<Digest, Base> base : bases.entrySet()) {
      ImagePair pair =
          new ImagePair(base.getValue().image(), base.getKey(), request.image(), image);
      Progress named = progress.of("delta from " + base.getValue().version() + " as ");
      for (DeltaSelection.Made made : deltas.make(pair, whole.offer(), work.folder(), named)) {
        tried.add(
            new BuildResult.Tried(
                base.getValue(), made.variant().name(), made.offer().size(), made.isOffered()));
        if (made.isOffered()) {
          payloads.add(made.candidate());
        }
      }
    }
    if (payloads.size() > Limits.PAYLOADS) {
      return refused(
          "the release would offer "
              + payloads.size()
              + " payloads; may offer "
              + Limits.PAYLOADS
              + ": name fewer bases, or choose fewer kinds of deltas");
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

  private Candidate fullPayload(Path image, Digest digest, Path out) throws IOException {
    Encoded encoded = full.encode(image, out, progress.of(CodecName.of(full.codec(), 0) + ": "));
    Candidate made = Candidate.of(full.codec(), Optional.empty(), image, digest, encoded, out);
    RoundTrip.prove(made, ImageDecoder.NO_BASE, image);
    return made;
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
