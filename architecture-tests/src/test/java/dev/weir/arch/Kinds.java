package dev.weir.arch;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/**
 * Which packages are pure, by name: Javadoc sentences are not in class files. {@link KindsTest}
 * compares this table with them.
 */
final class Kinds {
  private Kinds() {}

  /** Pure packages; {@code **} stands for the package itself and any below it. */
  static final List<String> PURE =
      List.of(
          "protocol.api",
          "protocol.id",
          "protocol.manifest",
          "protocol.message",
          "protocol.rank",
          "protocol.selector",
          "protocol.telemetry",
          "protocol.text",
          "protocol.wire",
          "patcher.**",
          "trust.manifest",
          "trust.report",
          "trust.signature",
          "builder.anatomy",
          "builder.bench",
          "builder.choice",
          "builder.container",
          "builder.match",
          "builder.pack",
          "global.catalog",
          "global.fleet",
          "global.partition",
          "global.plan",
          "global.registry",
          "global.rollout",
          "global.salvage",
          "region.budget",
          "region.core",
          "region.device",
          "region.dispatch",
          "region.lease",
          "region.presence",
          "region.report",
          "region.telemetry",
          "agent.download",
          "agent.health",
          "agent.journal",
          "agent.link",
          "agent.outbox",
          "agent.spool",
          "agent.update",
          "cli.file",
          "console.form",
          "console.session",
          "console.show",
          "demo.play",
          "cli.option",
          "cli.text",
          "sim.check",
          "sim.fault",
          "sim.kernel");

  static boolean isPure(String packageName) {
    return PURE.stream().anyMatch(row -> matches("dev.weir." + row, packageName));
  }

  private static boolean matches(String row, String packageName) {
    String whole = row.replace(".**", "");
    return packageName.equals(whole)
        || (row.endsWith(".**") && packageName.startsWith(whole + "."));
  }

  static final DescribedPredicate<JavaClass> ARE_PURE =
      DescribedPredicate.describe("are pure", type -> isPure(type.getPackageName()));
}
