package dev.weir.demo.app;

import dev.weir.demo.image.FailingImage;
import dev.weir.demo.image.Protoc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The release pipeline, as an operator would run it: build, sign, publish. */
final class Pipeline {
  private final World world;
  private final Plot plot;
  private final Protoc protoc;
  private final Path key;
  private int counter;

  Pipeline(World world) {
    this.world = world;
    this.plot = world.plot();
    this.protoc = new Protoc(plot.folder().resolve("images"));
    this.key = plot.releaseKey();
  }

  /** What the devices run, and what they shall run; both with the full image alone. */
  void buildGood() throws Exception {
    world
        .display()
        .chapter(
            "1  The pipeline builds "
                + plot.from()
                + ", which the devices run, and "
                + plot.to()
                + ", signs and publishes them; full images alone");
    Path base = protoc.resolve(plot.from(), plot.cpu());
    release(plot.from(), base, List.of(), Protoc.banner(plot.from()));
    release(plot.to(), goodImage(), List.of(), Protoc.banner(plot.to()));
  }

  /** One more good release, which nobody rolls out. */
  void buildNext() throws Exception {
    world
        .display()
        .chapter("8  The pipeline publishes " + plot.next() + "; to roll it out is left to you");
    release(
        plot.next(),
        protoc.resolve(plot.next(), plot.cpu()),
        List.of("--base", goodImage() + ":" + plot.to()),
        Protoc.banner(plot.next()));
  }

  Path goodImage() throws Exception {
    return protoc.resolve(plot.to(), plot.cpu());
  }

  /** A real program, of another machine. */
  String buildWrongCpu() throws Exception {
    String version = plot.to() + "-wrongcpu";
    Path image = protoc.resolve(plot.to(), plot.cpu().another());
    release(version, image, List.of(), Protoc.banner(plot.to()));
    return version;
  }

  /** Right by every check, and it fails when it is started. */
  String buildFailing() throws Exception {
    String version = plot.to() + "-failing";
    Path image = plot.folder().resolve("images").resolve("failing.exe");
    FailingImage.make(goodImage(), plot.cpu(), image);
    release(
        version, image, List.of("--base", goodImage() + ":" + plot.to()), Protoc.banner(plot.to()));
    return version;
  }

  private void release(String version, Path image, List<String> bases, String expect) {
    counter++;
    Path folder = plot.folder().resolve("releases").resolve(version);
    List<String> build =
        new ArrayList<>(
            List.of(
                "release",
                "build",
                "--model",
                Plot.MODEL,
                "--version",
                version,
                "--counter",
                Integer.toString(counter),
                "--image",
                image.toString(),
                "--format",
                "elf",
                "--health-arg=--version",
                "--health-expect",
                expect,
                "--classes",
                plot.classes().toString(),
                "--trial",
                "2s",
                "--folder",
                folder.toString()));
    build.addAll(bases);
    world.operator().must(build);
    world.operator().quietly("release", "sign", folder.toString(), "--key", key.toString());
    world.operator().must(List.of("release", "publish", folder.toString()));
  }
}
