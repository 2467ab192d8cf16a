package dev.weir.builder.release;

import dev.weir.builder.choice.Chooser;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the deltas between two images of which some device may be better off with each, and says
 * which are worth offering. What no device can take, or what costs all of them too much even if it
 * had no bytes, is not made at all.
 *
 * @param variants what can be made, in this order: first what decodes quickly, since it tells of
 *     slower ones that they can't win
 * @param devices whom the deltas are for
 */
public record DeltaSelection(List<DeltaVariant> variants, List<Circumstances> devices) {
  public DeltaSelection {
    variants = List.copyOf(variants);
    devices = List.copyOf(devices);
  }

  /**
   * A delta that was made, and decoded again.
   *
   * @param isOffered whether it is the cheapest way for some device; else its file is gone
   */
  record Made(DeltaVariant variant, Candidate candidate, boolean isOffered) {
    Offer offer() {
      return candidate.offer();
    }
  }

  /**
   * Makes deltas.
   *
   * @param full the full image's payload
   * @param folder gets the deltas' files
   */
  List<Made> make(ImagePair pair, Offer full, Path folder, Progress progress) throws IOException {
    List<Made> made = new ArrayList<>();
    for (DeltaVariant variant : variants) {
      if (mayWin(variant, pair, full, offers(made))) {
        made.add(new Made(variant, encoded(variant, pair, folder, progress), true));
      }
    }
    List<Offer> worth = Chooser.worthOffering(devices, full, offers(made));
    List<Made> weighed = new ArrayList<>();
    for (Made one : made) {
      boolean isOffered = worth.contains(one.offer());
      if (!isOffered) {
        Files.delete(one.candidate().file());
      }
      weighed.add(new Made(one.variant(), one.candidate(), isOffered));
    }
    return List.copyOf(weighed);
  }

  /** Whether it would be worth offering if it were as small and as modest as can be. */
  private boolean mayWin(DeltaVariant variant, ImagePair pair, Offer full, List<Offer> others) {
    Offer best =
        new Offer(
            variant.codec(),
            Optional.of(pair.baseDigest()),
            pair.imageDigest(),
            full.imageBytes(),
            0,
            variant.memory(),
            0);
    List<Offer> all = Stream.concat(others.stream(), Stream.of(best)).toList();
    return Chooser.worthOffering(devices, full, all).contains(best);
  }

  private static Candidate encoded(
      DeltaVariant variant, ImagePair pair, Path folder, Progress progress) throws IOException {
    Path out = folder.resolve(variant.name() + "-" + pair.baseDigest().brief());
    Progress named = progress.of(variant.name() + ": ");
    Encoded encoded = variant.encoder().encode(pair.base(), pair.image(), out, named);
    Candidate made =
        Candidate.of(
            variant.codec(),
            Optional.of(pair.baseDigest()),
            pair.image(),
            pair.imageDigest(),
            encoded,
            out);
    try (BaseFile base = new BaseFile(pair.base())) {
      RoundTrip.prove(made, base, pair.image());
    }
    return made;
  }

  private static List<Offer> offers(List<Made> made) {
    return made.stream().map(Made::offer).toList();
  }
}
