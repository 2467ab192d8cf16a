package dev.weir.builder.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChooserTest {
  private static final long IMAGE_BYTES = 4_000_000;
  private static final String TARGET = "T";

  /** Decodes an image of 4 MB in 0.1 s as XZ or GDIFF, in 4 s as a mixed delta; no VCDIFF. */
  private static final DeviceClass DEVICE =
      new DeviceClass(
          "device",
          2_000_000,
          0,
          new TreeMap<>(
              Map.of(
                  PayloadCodec.XZ, 40_000_000L,
                  PayloadCodec.GDIFF_XZ, 40_000_000L,
                  PayloadCodec.MIXED, 1_000_000L)),
          Duration.ofSeconds(60));

  private static Digest image(String name) {
    return Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code CODEC BASE>IMAGE SIZE [MEMORY [SCRATCH]]}; a full image has a dash for its base. */
  private static Offer offer(String text) {
    String[] words = text.strip().split(" +", -1);
    String[] images = words[1].split(">", -1);
    return new Offer(
        PayloadCodec.valueOf(words[0]),
        images[0].equals("-") ? Optional.empty() : Optional.of(image(images[0])),
        image(images[1]),
        IMAGE_BYTES,
        Long.parseLong(words[2]),
        words.length > 3 ? Long.parseLong(words[3]) : 1_000_000,
        words.length > 4 ? Long.parseLong(words[4]) : 0);
  }

  private static List<Offer> offers(String text) {
    return Stream.of(text.split(",")).map(ChooserTest::offer).toList();
  }

  private static Decision choose(Circumstances circumstances, List<Offer> offers) {
    return Chooser.choose(circumstances, offers, Optional.of(image("A")), image(TARGET));
  }

  private static String text(Decision.Priced chosen) {
    return chosen.route().steps().stream()
            .map(step -> step.codec().name())
            .collect(Collectors.joining("+"))
        + " "
        + chosen.cost().total();
  }

  // Prices in millionths: 100,000 for a megabyte is 0.1 for a byte. Image 4 MB, device at image A.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // case | offers | bytes/s | MB | CPU second | flash MB | hour | chosen and its total
        // XZ 1,000,000 x 0.1 = 100,000; delta 100,000 x 0.1 = 10,000
        "1 bytes alone | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 100000 | 0 | 0 | 0 | MIXED 10000",
        // XZ 0.1 s x 1,000 = 100; delta 4 s x 1,000 = 4,000
        "2 CPU alone | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 0 | 1000 | 0 | 0 | XZ 100",
        // XZ 1,000 + 100; delta 100 + 4,000
        "3 cheap bytes | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 1000 | 1000 | 0 | 0 | XZ 1100",
        // XZ 10,000 + 100; delta 1,000 + 4,000
        "4 dearer bytes | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 10000 | 1000 | 0 | 0 | MIXED 5000",
        // XZ 10,100; mixed 5,000; GDIFF 3,000 + 100
        "5 a middle way | XZ ->T 1000000, MIXED A>T 100000, GDIFF_XZ A>T 300000 | 1000000 | 10000 | 1000 | 0 | 0 | GDIFF_XZ 3100",
        // GDIFF 30,000 + 100; mixed 10,000 + 4,000
        "6 dear bytes | XZ ->T 1000000, MIXED A>T 100000, GDIFF_XZ A>T 300000 | 1000000 | 100000 | 1000 | 0 | 0 | MIXED 14000",
        // 1,000 for a second. XZ 10 + 0.1 + 60 = 70.1 s; delta 1 + 4 + 60 = 65 s
        "7 a slow link | XZ ->T 1000000, MIXED A>T 100000 | 100000 | 0 | 0 | 0 | 3600000 | MIXED 65000",
        // XZ 1 + 0.1 + 60 = 61.1 s; delta 0.1 + 4 + 60 = 64.1 s
        "8 a fast link | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 0 | 0 | 0 | 3600000 | XZ 61100",
        // written: XZ 1.0 + 4.0 = 5.0 MB; delta 0.1 + 4.0 = 4.1 MB, at 10,000
        "9 wear alone | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 0 | 0 | 10000 | 0 | MIXED 41000",
        // all at once: XZ 100,000 + 100 + 50,000 + 61,100; delta 10,000 + 4,000 + 41,000 + 64,100
        "10 all terms | XZ ->T 1000000, MIXED A>T 100000 | 1000000 | 100000 | 1000 | 10000 | 3600000 | MIXED 119100",
        // both 100,000 x 0.1
        "11 a tie is the full image's | MIXED A>T 100000, XZ ->T 100000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 10000",
        // 100,001 x 0.1 = 10,000.1, rounded up: above 10,000
        "12 one byte more | MIXED A>T 100001, XZ ->T 100000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 10000",
        // nothing has a price: fewer bytes do not count before the full image does
        "13 all is free | MIXED A>T 1, XZ ->T 100000 | 1000000 | 0 | 0 | 0 | 0 | XZ 0",
        // 2,000,001 bytes of memory are one too many
        "14 too much memory | MIXED A>T 100000 2000001, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 100000",
        "15 just enough memory | MIXED A>T 100000 2000000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | MIXED 10000",
        "16 a codec it lacks | VCDIFF A>T 100000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 100000",
        "17 no scratch space | MIXED A>T 100000 1000 1, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 100000",
        "18 another base | MIXED B>T 100000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 100000",
        // (50,000 + 60,000) x 0.1
        "19 a chain | MIXED A>M 50000, MIXED M>T 60000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | MIXED+MIXED 11000",
        // 100,000 x 0.1 is less
        "20 a chain that is longer | MIXED A>M 50000, MIXED M>T 60000, MIXED A>T 100000 | 1000000 | 100000 | 0 | 0 | 0 | MIXED 10000",
        // chain 11,000 + 0.11 + 8 + 120 = 128.11 s, 139,110; XZ 70,000 + 0.7 + 0.1 + 60 = 60.8 s
        "21 a chain restarts twice | MIXED A>M 50000, MIXED M>T 60000, XZ ->T 700000 | 1000000 | 100000 | 0 | 0 | 3600000 | XZ 130800",
        // the chain's first step can't be decoded
        "22 a chain broken | VCDIFF A>M 50000, MIXED M>T 60000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ 100000",
        // (200,000 + 50,000) x 0.1: the full image of a version before, then a delta
        "23 a full image, then a delta | XZ ->M 200000, MIXED M>T 50000, XZ ->T 1000000 | 1000000 | 100000 | 0 | 0 | 0 | XZ+MIXED 25000",
        // chain wears twice: 8.11 MB against 4.5 MB, at 10,000; bytes 110 against 500
        "24 a chain wears twice | MIXED A>M 50000, MIXED M>T 60000, XZ ->T 500000 | 1000000 | 1000 | 0 | 10000 | 0 | XZ 45500",
      })
  void theCheapestIsChosen(
      String name,
      String offers,
      long bytesPerSecond,
      long megabyte,
      long cpuSecond,
      long flashMegabyte,
      long hour,
      String chosen) {
    Circumstances circumstances =
        new Circumstances(
            DEVICE,
            new Link("link", bytesPerSecond, megabyte),
            new Prices(cpuSecond, flashMegabyte, hour));
    Decision decision = choose(circumstances, offers(offers));
    assertThat(decision.chosen().map(ChooserTest::text)).as(name).hasValue(chosen);
  }

  @Test
  void whatTheDeviceLacksIsNamed() {
    Circumstances free = new Circumstances(DEVICE, new Link("l", 1, 0), new Prices(0, 0, 0));
    Decision decision =
        choose(free, offers("VCDIFF A>T 1, MIXED A>T 2 2000001, GDIFF_XZ A>T 3 1 1, MIXED B>T 4"));
    assertThat(decision.chosen()).isEmpty();
    assertThat(decision.refused())
        .extracting(Decision.Refused::rule)
        .containsExactly(
            "can't decode VCDIFF",
            "has 2000000 bytes of memory; decoding needs 2000001",
            "has 0 bytes of scratch space; decoding needs 1");
  }

  @Test
  void routesGoNowhereTwiceAndNotOnForEver() {
    Circumstances free = new Circumstances(DEVICE, new Link("l", 1, 0), new Prices(0, 0, 0));
    List<Offer> circle = offers("MIXED A>B 1, MIXED B>A 1, MIXED B>C 1, MIXED C>D 1, MIXED D>T 1");
    assertThat(choose(free, circle).priced()).isEmpty();
    List<Offer> three = offers("MIXED A>B 1, MIXED B>A 1, MIXED B>C 1, MIXED C>T 1");
    assertThat(choose(free, three).priced()).hasSize(1);
  }

  @Test
  void aPriceIsNeitherNegativeNorEndless() {
    assertThatThrownBy(() -> new Prices(-1, 0, 0)).hasMessageContaining("cpuSecond must be from 0");
    assertThatThrownBy(() -> new Link("l", 1, Prices.MOST + 1)).hasMessageContaining("megabyte");
    assertThatThrownBy(() -> new Link("l", 0, 1)).hasMessageContaining("bytesPerSecond");
  }

  @Test
  void theHighestPricesDoNotOverflow() {
    Circumstances dear =
        new Circumstances(
            DEVICE,
            new Link("l", 1, Prices.MOST),
            new Prices(Prices.MOST, Prices.MOST, Prices.MOST));
    Offer huge =
        new Offer(
            PayloadCodec.MIXED,
            Optional.of(image("A")),
            image(TARGET),
            (1L << 48) - 1,
            (1L << 48) - 1,
            1,
            0);
    assertThat(choose(dear, List.of(huge)).chosen())
        .hasValueSatisfying(chosen -> assertThat(chosen.cost().total()).isPositive());
  }

  /** Random offers among four images, random prices; then one of the prices rises. */
  @Test
  void raisingAPriceNeverLowersTheTotalAndNoDeltaIsTakenWhereTheFullImageIsCheaper() {
    SplittableRandom random = new SplittableRandom(8);
    int chains = 0;
    int deltas = 0;
    for (int i = 0; i < 3000; i++) {
      List<Offer> offers = new ArrayList<>();
      for (int n = random.nextInt(1, 9); n > 0; n--) {
        offers.add(randomOffer(random));
      }
      long[] prices =
          random.longs(4, 0, 1_000_000).map(p -> random.nextInt(3) == 0 ? 0 : p).toArray();
      long speed = random.nextLong(1, 10_000_000);
      Decision before = choose(circumstances(speed, prices), offers);
      prices[random.nextInt(4)] += random.nextLong(1, 1_000_000);
      Decision after = choose(circumstances(speed, prices), offers);
      assertThat(after.chosen().isPresent()).isEqualTo(before.chosen().isPresent());
      if (before.chosen().isPresent()) {
        Decision.Priced chosen = before.chosen().get();
        assertThat(after.chosen().orElseThrow().cost().total())
            .isGreaterThanOrEqualTo(chosen.cost().total());
        chains += chosen.route().steps().size() > 1 ? 1 : 0;
        deltas += chosen.route().steps().get(0).base().isPresent() ? 1 : 0;
        assertThat(before.priced().stream().filter(one -> isFull(one.route())))
            .noneMatch(full -> full.cost().total() < chosen.cost().total());
      }
      Collections.shuffle(offers, new Random(i));
      assertThat(choose(circumstances(speed, prices), offers)).isEqualTo(after);
    }
    assertThat(chains).isGreaterThan(100);
    assertThat(deltas).isGreaterThan(500);
  }

  private static boolean isFull(Route route) {
    return route.steps().size() == 1 && route.steps().get(0).base().isEmpty();
  }

  private static Offer randomOffer(SplittableRandom random) {
    String[] images = {"A", "M", "N", TARGET};
    PayloadCodec[] codecs = {PayloadCodec.MIXED, PayloadCodec.GDIFF_XZ};
    int to = random.nextInt(1, images.length);
    int from = random.nextInt(to + 1);
    return new Offer(
        from == to ? PayloadCodec.XZ : codecs[random.nextInt(2)],
        from == to ? Optional.empty() : Optional.of(image(images[from])),
        image(images[to]),
        random.nextLong(1, 10_000_000),
        random.nextLong(1, 5_000_000),
        random.nextLong(1, 2_100_000),
        0);
  }

  private static Circumstances circumstances(long bytesPerSecond, long... prices) {
    return new Circumstances(
        DEVICE,
        new Link("link", bytesPerSecond, prices[0]),
        new Prices(prices[1], prices[2], prices[3]));
  }

  @Test
  void aReleaseOffersADeltaThatIsSmallerUnlessDecodingItIsDear() {
    Offer full = offer("XZ ->T 1000000");
    assertThat(worth(Circumstances.USUAL, full, "MIXED A>T 999000")).isTrue();
    assertThat(worth(Circumstances.USUAL, full, "GDIFF_XZ A>T 999000")).isTrue();
    assertThat(worth(Circumstances.USUAL, full, "MIXED A>T 1000000")).isFalse();
    assertThat(worth(Circumstances.USUAL, full, "MIXED A>T 1000001")).isFalse();
    // 999,000 x 0.1 = 99,900, and 4 s x 1,000; the full image 100,000 and 0.1 s x 1,000
    Circumstances dear =
        new Circumstances(DEVICE, new Link("l", 1_000_000, 100_000), new Prices(1000, 0, 0));
    assertThat(worth(List.of(dear), full, "MIXED A>T 999000")).isFalse();
    List<Circumstances> one = List.of(dear, Circumstances.USUAL.get(0));
    assertThat(worth(one, full, "MIXED A>T 999000")).isTrue();
  }

  private static boolean worth(List<Circumstances> devices, Offer full, String delta) {
    return !Chooser.worthOffering(devices, full, List.of(offer(delta))).isEmpty();
  }

  @Test
  void deltasFromOneBaseAreWeighedTogether() {
    Offer full = offer("XZ ->T 1000000");
    List<Offer> deltas =
        offers(
            "MIXED_LZMA A>T 110000 700000, MIXED A>T 100000 1900000, GDIFF_XZ A>T 300000 700000");
    // With 2 MiB the second, with 1 MiB the first, and what decodes no more than GDIFF the third.
    assertThat(Chooser.worthOffering(Circumstances.USUAL, full, deltas)).isEqualTo(deltas);
    assertThat(Chooser.worthOffering(Circumstances.USUAL.subList(0, 2), full, deltas))
        .isEqualTo(deltas.subList(0, 2));
    assertThat(Chooser.worthOffering(Circumstances.USUAL.subList(0, 1), full, deltas))
        .isEqualTo(deltas.subList(1, 2));
    assertThat(Chooser.worthOffering(Circumstances.USUAL, full, List.of())).isEmpty();
  }
}
