package dev.weir.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;

/** Who may know whom. */
final class Arrows {
  private Arrows() {}

  static final List<String> NODES = List.of("global", "region", "agent");

  /** Packages whose classes may make threads: drivers, wiring and what speaks to the outside. */
  private static final String THREADED =
      "dev\\.weir\\.(node|transport|web|cli|demo)(\\..*)?|dev\\.weir\\..*\\.(drive|app|adapter)(\\..*)?";

  static ArchRule noNodeKnowsAnother(String node) {
    return noClasses()
        .that(below(node))
        .should()
        .dependOnClassesThat(
            describe(
                "are of another node",
                type ->
                    NODES.stream()
                        .anyMatch(other -> !other.equals(node) && below(other).test(type))))
        .allowEmptyShould(true);
  }

  static final ArchRule TRANSPORTS_ARE_FOUND_AT_RUN_TIME =
      noClasses()
          .that(describe("are no transport", type -> !below("transport").test(type)))
          .should()
          .dependOnClassesThat(below("transport"))
          .allowEmptyShould(true);

  static final ArchRule DRIVERS_KNOW_NO_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("..drive..")
          .should()
          .dependOnClassesThat(
              Purity.named(
                  "are of a database",
                  name ->
                      name.startsWith("java.sql.")
                          || name.startsWith("javax.sql.")
                          || name.startsWith("org.sqlite.")
                          || name.startsWith("dev.weir.storage.")))
          .allowEmptyShould(true);

  /**
   * app to drive to pure; app to adapter to port: never the other way. A simulated fleet is wired
   * in {@code sim.fleet}.
   */
  static final ArchRule NOBODY_KNOWS_WIRING =
      noClasses()
          .that(
              describe(
                  "wire nothing",
                  type -> !type.getPackageName().matches(".*\\.app|dev\\.weir\\.sim\\.fleet")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir..app")
          .allowEmptyShould(true);

  static final ArchRule PURE_KNOWS_NO_DRIVER_OR_ADAPTER =
      noClasses()
          .that(Kinds.ARE_PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weir..drive..", "dev.weir..adapter..", "dev.weir..app..")
          .allowEmptyShould(true);

  static final ArchRule DRIVERS_KNOW_NO_ADAPTER =
      noClasses()
          .that()
          .resideInAPackage("dev.weir..drive..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir..adapter..")
          .allowEmptyShould(true);

  static final ArchRule THREADS_ARE_MADE_BY_FEW =
      noClasses()
          .that(describe("may not", type -> !type.getPackageName().matches(THREADED)))
          .should()
          .accessTargetWhere(
              Purity.access(
                  "makes a thread or hands work to another",
                  (owner, name, parameters) ->
                      (owner.equals("java.lang.Thread")
                              && (name.equals("<init>") || name.equals("start")))
                          || owner.equals("java.util.concurrent.Executors")
                          || owner.equals("java.util.concurrent.ForkJoinPool")
                          || (owner.startsWith("java.util.concurrent.")
                              && owner.endsWith("Executor")
                              && name.equals("<init>"))
                          || (owner.equals("java.util.concurrent.CompletableFuture")
                              && name.endsWith("Async"))
                          || owner.equals("java.util.Timer")
                          || name.equals("parallelStream")
                          || (owner.startsWith("java.util.stream.") && name.equals("parallel"))))
          .allowEmptyShould(true);

  /** Where the nodes decide. */
  private static final String DECISIONS =
      "dev\\.weir\\."
          + "(global\\.(catalog|feed|fleet|partition|plan|rollout|salvage)"
          + "|region\\.(budget|core|device|dispatch|lease|presence|report)"
          + "|agent\\.(boot|download|health|journal|link|outbox|spool|update))";

  /**
   * How a device is made as it was shipped and started, and what its records say in other words.
   */
  private static final List<String> READING =
      List.of(
          "BootControl.start",
          "Fill.<init>",
          "Fill.add",
          "BootRecord.settled",
          "BootRecord.running",
          "BootRecord.runs",
          "AgentRecord.accepted",
          "SlotContents.shipped",
          "Step.isFinal");

  /**
   * A simulated world supplies clock, chance, stores and links. Of what decides in the nodes it
   * reads values, which are records and enums, and calls nothing else.
   */
  static final ArchRule SIMULATOR_DECIDES_NOTHING =
      noClasses()
          .that(below("sim"))
          .should()
          .accessTargetWhere(
              describe(
                  "decides",
                  access ->
                      access.getTargetOwner().getPackageName().matches(DECISIONS)
                          && !isValue(access)
                          && !READING.contains(
                              access.getTargetOwner().getSimpleName() + "." + access.getName())))
          .allowEmptyShould(true);

  /** A component of a record, a record's constructor or identity, or a constant. */
  private static boolean isValue(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (access.getTarget() instanceof AccessTarget.FieldAccessTarget) {
      return true;
    }
    boolean isComponent =
        owner.isRecord()
            && (access.getName().equals("<init>")
                || owner.tryGetField(access.getName()).isPresent()
                || List.of("equals", "hashCode", "toString", "id", "is")
                    .contains(access.getName()));
    boolean isConstant =
        owner.isEnum()
            && List.of("values", "valueOf", "name", "ordinal", "equals", "toString", "hashCode")
                .contains(access.getName());
    return isComponent || isConstant || owner.isInterface();
  }

  static final ArchRule NO_CIRCLES =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  return SliceIdentifier.of(type.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages";
                }
              })
          .should()
          .beFreeOfCycles();

  static DescribedPredicate<JavaClass> below(String part) {
    String name = "dev.weir." + part;
    return describe(
        "are below " + name,
        type -> type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."));
  }
}
