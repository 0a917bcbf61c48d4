package dev.startguard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.CacheMode;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.startguard.finding.Redacted;
import java.time.Instant;
import java.util.Set;
import java.util.TimeZone;

/** The house's arrows, each with its reason. What it reads is not kept for tests that collect. */
@AnalyzeClasses(
    packages = "dev.startguard",
    cacheMode = CacheMode.PER_CLASS,
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
  private static final String LAUNCHER = "dev.startguard.launcher";

  private static final String MANIFEST = "dev.startguard.manifest";

  private static final String WEAVE = "dev.startguard.core.weave";

  /** Who reads a manifest begins here; the views beside it know nothing of the passes. */
  private static final String DOOR = ".*\\.(ManifestReader|ManifestDocument|ReadResult)(\\$.*)?";

  /** Between the wiring and the checks; none of these knows another. */
  private static final Set<String> MIDDLE =
      Set.of("catalog", "config", "host", "report", "watch", "weave");

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .ensureAllClassesAreContainedInArchitectureIgnoring(LAUNCHER)
          .layer("finding")
          .definedBy("dev.startguard.finding..")
          .layer("json")
          .definedBy("dev.startguard.json..")
          .layer("manifest")
          .definedBy("dev.startguard.manifest..")
          .layer("credential")
          .definedBy("dev.startguard.core.credential..")
          .layer("check")
          .definedBy("dev.startguard.core.check")
          .layer("rule")
          .definedBy("dev.startguard.core.rule")
          .layer("pool")
          .definedBy("dev.startguard.core.pool..")
          .layer("checks")
          .definedBy("dev.startguard.core.check.*..")
          .layer("rules")
          .definedBy("dev.startguard.core.rule.*..")
          .layer("middle")
          .definedBy(
              "dev.startguard.core.catalog..",
              "dev.startguard.core.config..",
              "dev.startguard.core.host..",
              "dev.startguard.core.report..",
              "dev.startguard.core.watch..",
              "dev.startguard.core.weave..")
          .layer("top")
          .definedBy("dev.startguard.core", "dev.startguard.core.cli..", "dev.startguard.core.live")
          .whereLayer("finding")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("manifest")
          .mayOnlyAccessLayers("finding", "json")
          .whereLayer("credential")
          .mayNotAccessAnyLayer()
          .whereLayer("check")
          .mayOnlyAccessLayers("credential", "manifest", "finding", "json")
          .whereLayer("rule")
          .mayOnlyAccessLayers("manifest", "finding", "json")
          .whereLayer("pool")
          .mayOnlyAccessLayers("rule", "finding")
          .whereLayer("checks")
          .mayOnlyAccessLayers("check", "credential", "manifest", "finding", "json")
          .whereLayer("rules")
          .mayOnlyAccessLayers("pool", "rule", "manifest", "finding", "json")
          .whereLayer("middle")
          .mayOnlyAccessLayers(
              "checks", "rules", "check", "pool", "rule", "manifest", "finding", "json")
          .whereLayer("top")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "a check is read, tested and mended knowing nothing but what stands below it, and"
                  + " catalogues stand above what they list");

  @ArchTest
  static final ArchRule familiesOfChecksDoNotKnowEachOther =
      slices()
          .matching("dev.startguard.core.check.(*)..")
          .should()
          .notDependOnEachOther()
          .because("what two families need belongs to core.check");

  @ArchTest
  static final ArchRule familiesOfRulesDoNotKnowEachOther =
      slices()
          .matching("dev.startguard.core.rule.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .because("what two families need belongs to core.rule");

  @ArchTest
  static final ArchRule theMiddleIsWiredFromAbove =
      slices()
          .assignedFrom(new Middle())
          .should()
          .notDependOnEachOther()
          .because("Startguard alone wires them, so each can be replaced and tested alone");

  @ArchTest
  static final ArchRule commandsDoNotKnowTheWiring =
      noClasses()
          .that()
          .resideInAPackage("dev.startguard.core.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.startguard.core")
          .allowEmptyShould(true)
          .because("a command is an entry of its own beside the agent's");

  @ArchTest
  static final ArchRule theLauncherKnowsNobody =
      classes()
          .that()
          .resideInAPackage(LAUNCHER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(LAUNCHER, "java..", "org.jspecify..")
          .because("it is alone on the application's class path; the core lies in another loader");

  @ArchTest
  static final ArchRule nobodyKnowsTheLauncher =
      noClasses()
          .that()
          .resideOutsideOfPackage(LAUNCHER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LAUNCHER)
          .because("the isolated loader does not show it to the core");

  @ArchTest
  static final ArchRule theContractIsUsableAlone =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.startguard.finding..", "dev.startguard.json..", "dev.startguard.manifest..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.startguard.finding..",
              "dev.startguard.json..",
              "dev.startguard.manifest..",
              "java..",
              "javax.crypto..",
              "javax.security..",
              "org.jspecify..",
              "org.yaml.snakeyaml..")
          .because("an editor or a CI job takes rules-schema with SnakeYAML and nothing else");

  @ArchTest
  static final ArchRule theManifestsRoomsStandOnEachOther =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("tree")
          .definedBy(MANIFEST + ".tree")
          .layer("number")
          .definedBy(MANIFEST + ".number")
          .layer("model")
          .definedBy(
              resideInAPackage(MANIFEST).and(not(nameMatching(DOOR))).as("views on the tree"))
          .layer("type")
          .definedBy(MANIFEST + ".type")
          .layer("shape")
          .definedBy(MANIFEST + ".shape")
          .layer("yaml")
          .definedBy(MANIFEST + ".yaml")
          .layer("read")
          .definedBy(MANIFEST + ".read")
          .layer("merge")
          .definedBy(MANIFEST + ".merge")
          .layer("contradiction")
          .definedBy(MANIFEST + ".contradiction")
          .layer("door")
          .definedBy(resideInAPackage(MANIFEST).and(nameMatching(DOOR)).as("the reader's door"))
          .whereLayer("tree")
          .mayNotAccessAnyLayer()
          .whereLayer("number")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayOnlyAccessLayers("tree", "number")
          .whereLayer("type")
          .mayOnlyAccessLayers("model", "tree", "number")
          .whereLayer("shape")
          .mayOnlyAccessLayers("type", "tree", "number")
          .whereLayer("yaml")
          .mayOnlyAccessLayers("shape", "tree")
          .whereLayer("read")
          .mayOnlyAccessLayers("yaml", "shape", "type", "model", "tree", "number")
          .whereLayer("merge")
          .mayOnlyAccessLayers("shape", "model", "tree", "number")
          .whereLayer("contradiction")
          .mayOnlyAccessLayers("merge", "shape", "type", "model", "tree", "number")
          .whereLayer("door")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "each pass of the reader takes what the pass before it left, so each can be read,"
                  + " tested and replaced alone; the views know the tree, never who made it");

  @ArchTest
  static final ArchRule theManifestsRoomsMakeNoCircle =
      slices()
          .matching(MANIFEST + ".(*)")
          .should()
          .beFreeOfCycles()
          .because("a room that knows the one above it is no room of its own");

  @ArchTest
  static final ArchRule theWeaversRoomsMakeNoCircle =
      slices()
          .matching(WEAVE + ".(*)")
          .should()
          .beFreeOfCycles()
          .because("hooks need the bridge, and both the bytes; none of these needs them");

  @ArchTest
  static final ArchRule theWeaversRoomsDoNotKnowProbes =
      noClasses()
          .that()
          .resideInAPackage(WEAVE + ".(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WEAVE)
          .because("probes are put together from what lies in the rooms");

  @ArchTest
  static final ArchRule oneRoomAloneKnowsYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage(MANIFEST + ".yaml")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml..")
          .because("the parser can be replaced as long as one package knows it");

  @ArchTest
  static final ArchRule theExitPolicyAloneExits =
      noClasses()
          .that()
          .resideOutsideOfPackage(LAUNCHER)
          .and()
          .haveNameNotMatching("dev\\.startguard\\.core\\.report\\.ExitPolicy(\\$.*)?")
          .should()
          .callMethodWhere(
              target(nameMatching("exit|halt"))
                  .and(
                      target(
                          owner(
                              describe(
                                  "System or Runtime",
                                  type ->
                                      type.isEquivalentTo(System.class)
                                          || type.isEquivalentTo(Runtime.class))))))
          .because("when and how a JVM is ended is decided, and tested, in one place");

  @ArchTest
  static final ArchRule fewOpenASecret =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.startguard.core.check.secret")
          .and()
          .haveNameNotMatching("dev\\.startguard\\.core\\.check\\.Secret(Values|Types)")
          .should()
          .callMethodWhere(
              target(nameMatching("parse")).and(target(owner(assignableTo(Redacted.class)))))
          .orShould()
          .implement(Redacted.Parser.class)
          .because(
              "code that builds messages gets facts; who may see the text is read in one place");

  @ArchTest
  static final ArchRule loggersStayAsleep =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.security\\.(cert\\.CertificateFactory|KeyStore)")
          .because(
              "for each certificate they look a logger up, and that starts the application's own"
                  + " System.LoggerFinder before main");

  @ArchTest
  static final ArchRule loggingAndManagementStayUntouchedBeforeMain =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.startguard.core.report.jmx")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "java.lang.management..", "javax.management..")
          .because(
              "java.util.logging before main breaks WildFly's LogManager, and ManagementFactory"
                  + " pulls it in; report.jmx is loaded when the application uses JMX");

  @ArchTest
  static final ArchRule theDefaultZoneStaysUntouched =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "the target reads the default zone",
                  call ->
                      call.getTarget().getOwner().getPackageName().startsWith("java.")
                          && (call.getName().equals("systemDefault")
                              || call.getName().equals("systemDefaultZone")
                              || (call.getName().equals("now")
                                  && call.getTarget().getRawParameterTypes().isEmpty()
                                  && !call.getTarget().getOwner().isEquivalentTo(Instant.class))
                              || (call.getName().equals("getDefault")
                                  && call.getTarget().getOwner().isEquivalentTo(TimeZone.class)))))
          .because("the first look before main freezes the zone and sets user.timezone");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveNameMatching(".*\\.(Abstract|Base)[A-Z]\\w*")
          .because("a name that fits anything collects anything");

  private static final class Middle implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String core = "dev.startguard.core.";
      String name = type.getPackageName();
      if (!name.startsWith(core)) {
        return SliceIdentifier.ignore();
      }
      int end = name.indexOf('.', core.length());
      String first = name.substring(core.length(), end < 0 ? name.length() : end);
      return MIDDLE.contains(first) ? SliceIdentifier.of(first) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages between the wiring and the checks";
    }
  }
}
