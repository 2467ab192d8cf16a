package dev.weir.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What pure classes may not do. Each rule stands over the classes that it is checked on. */
final class Purity {
  private Purity() {}

  /** Of java.io only what stays in memory, and the types that streams are handed on as. */
  private static final List<String> HARMLESS_IO =
      List.of(
          "java.io.BufferedInputStream",
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.EOFException",
          "java.io.FilterInputStream",
          "java.io.IOException",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.UncheckedIOException");

  static final ArchRule NO_INPUT_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              named(
                  "do input or output",
                  name ->
                      (name.startsWith("java.io.")
                              && !HARMLESS_IO.contains(name)
                              && !name.equals("java.io.Serializable"))
                          || name.startsWith("java.nio.file.")
                          || name.startsWith("java.nio.channels.")
                          || (name.startsWith("java.net.") && !name.equals("java.net.URI"))
                          || name.startsWith("javax.net.")
                          || name.startsWith("java.sql.")
                          || name.startsWith("javax.sql.")
                          || name.startsWith("org.sqlite.")
                          || name.startsWith("dev.weir.storage.")
                          || name.startsWith("java.lang.Process")
                          || name.equals("java.lang.Runtime")))
          .allowEmptyShould(true);

  static final ArchRule NO_LOG =
      noClasses()
          .should()
          .dependOnClassesThat(
              named(
                  "log",
                  name -> name.startsWith("org.slf4j.") || name.startsWith("java.util.logging.")))
          .allowEmptyShould(true);

  static final ArchRule NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat(
              named(
                  "are of threads",
                  name ->
                      name.startsWith("java.util.concurrent.")
                          || name.startsWith("java.lang.Thread")
                          || name.equals("java.util.Timer")))
          .allowEmptyShould(true);

  static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "reads a clock or the environment",
                  (owner, name, parameters) ->
                      (owner.startsWith("java.time.") && name.equals("now"))
                          || owner.equals("java.time.Clock")
                          || (owner.equals("java.util.Date") && name.equals("<init>"))
                          || (owner.equals("java.lang.System")
                              && !name.equals("arraycopy")
                              && !name.equals("identityHashCode"))))
          .allowEmptyShould(true);

  static final ArchRule NO_CHANCE =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "draws from chance that is not handed in",
                  (owner, name, parameters) ->
                      (owner.equals("java.lang.Math") && name.equals("random"))
                          || owner.equals("java.util.concurrent.ThreadLocalRandom")
                          || (owner.equals("java.security.SecureRandom")
                              && (name.equals("<init>") || name.startsWith("getInstance")))
                          || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                          || (owner.equals("java.util.Collections")
                              && name.equals("shuffle")
                              && parameters == 1)
                          || ((owner.equals("java.util.Random")
                                  || owner.equals("java.util.SplittableRandom"))
                              && name.equals("<init>")
                              && parameters == 0)
                          || (owner.equals("java.util.random.RandomGenerator")
                              && name.equals("getDefault"))
                          || (owner.equals("java.lang.System") && name.equals("identityHashCode"))))
          .allowEmptyShould(true);

  private static final List<String> TRANSCENDENTAL =
      List.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log",
          "log10", "log1p", "pow", "sin", "sinh", "tan", "tanh");

  static final ArchRule STRICT_MATH =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "may round otherwise on another machine (use StrictMath)",
                  (owner, name, parameters) ->
                      owner.equals("java.lang.Math") && TRANSCENDENTAL.contains(name)))
          .allowEmptyShould(true);

  /** Salted in each JVM; those of up to one element have no order to leak. */
  static final ArchRule NO_SALTED_COLLECTIONS =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "makes a collection whose order differs from JVM to JVM",
                  (owner, name, parameters) ->
                      (owner.equals("java.util.Set") && name.equals("of") && parameters > 1)
                          || (owner.equals("java.util.Map") && name.equals("of") && parameters > 2)
                          || (owner.equals("java.util.Map") && name.equals("ofEntries"))
                          || ((owner.equals("java.util.Set") || owner.equals("java.util.Map"))
                              && name.equals("copyOf"))
                          || owner.equals("java.util.IdentityHashMap")
                          || owner.equals("java.util.WeakHashMap")
                          || (owner.equals("java.util.stream.Collectors")
                              && (name.equals("toSet")
                                  || name.startsWith("toUnmodifiableSet")
                                  || name.startsWith("toUnmodifiableMap")
                                  || (name.equals("toMap") && parameters < 4)
                                  || (name.equals("groupingBy") && parameters < 3)))))
          .allowEmptyShould(true);

  private static final List<String> MAPS =
      List.of("java.util.Map", "java.util.HashMap", "java.util.Set", "java.util.HashSet");

  private static final List<String> ITERATIONS =
      List.of(
          "entrySet",
          "forEach",
          "iterator",
          "keySet",
          "removeIf",
          "replaceAll",
          "spliterator",
          "stream",
          "toArray",
          "toString",
          "values");

  /**
   * A class may make a HashMap or HashSet only to look things up: then it may go through nothing
   * that is a Map, Set, HashMap or HashSet by declaration. What it does go through, it declares as
   * TreeMap, SortedMap, LinkedHashMap, List and the like.
   */
  static final ArchRule HASHES_ARE_NOT_ITERATED =
      noClasses()
          .that(
              describe(
                  "make a HashMap or HashSet",
                  type ->
                      type.getConstructorCallsFromSelf().stream()
                          .map(call -> call.getTargetOwner().getName())
                          .anyMatch(
                              owner ->
                                  owner.equals("java.util.HashMap")
                                      || owner.equals("java.util.HashSet"))))
          .should()
          .accessTargetWhere(
              access(
                  "goes through a collection that may be a hash table",
                  (owner, name, parameters) -> MAPS.contains(owner) && ITERATIONS.contains(name)))
          .allowEmptyShould(true);

  static final List<ArchRule> RULES =
      List.of(
          NO_INPUT_OUTPUT,
          NO_LOG,
          NO_THREADS,
          NO_CLOCK,
          NO_CHANCE,
          STRICT_MATH,
          NO_SALTED_COLLECTIONS,
          HASHES_ARE_NOT_ITERATED);

  interface Names {
    boolean test(String name);
  }

  interface Target {
    boolean test(String owner, String name, int parameters);
  }

  static DescribedPredicate<JavaClass> named(String description, Names names) {
    return describe(description, type -> names.test(type.getName()));
  }

  static DescribedPredicate<JavaAccess<?>> access(String description, Target target) {
    return describe(
        description,
        access ->
            target.test(access.getTargetOwner().getName(), access.getName(), parameters(access)));
  }

  private static int parameters(JavaAccess<?> access) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget code
        ? code.getRawParameterTypes().size()
        : 0;
  }
}
