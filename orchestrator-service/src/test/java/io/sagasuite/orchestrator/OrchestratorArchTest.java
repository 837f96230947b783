package io.sagasuite.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may touch what. Each rule is also held against a class that breaks it, so that a rule which
/// checks nothing cannot pass.
class OrchestratorArchTest {

  private static final String ROOT = "io.sagasuite.orchestrator";

  private static final ArchRule ONLY_THE_STORE_TOUCHES_THE_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.sqlclient..",
              "io.vertx.pgclient..",
              "io.vertx.mutiny.sqlclient..",
              "org.hibernate.reactive..",
              "jakarta.persistence..")
          .because("what a transaction is made of is decided in one place");

  private static final ArchRule ONLY_THE_RUNTIME_TOUCHES_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "io.smallrye.reactive.messaging..",
              "org.eclipse.microprofile.reactive.messaging..")
          .because("what is acknowledged and published is decided in one place");

  private static final ArchRule THE_LEDGER_IS_PURE =
      classes()
          .that()
          .resideInAPackage(ROOT + ".ledger..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.sagasuite.saga..", ROOT + ".ledger..")
          .because("the server decides what a picture shows, and can be asked without running");

  private static final ArchRule ENTITIES_STAND_IN_THE_STORE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Entity")
          .should()
          .resideInAPackage(ROOT + ".store..");

  private static final ArchRule RESOURCES_STAND_WHERE_CALLERS_ARE_ANSWERED =
      classes()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .resideInAnyPackage(ROOT + ".api..", ROOT + ".order..", ROOT + ".instance..");

  private static final ArchRule NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  private static final Map<String, ArchRule> RULES =
      Map.of(
          "store", ONLY_THE_STORE_TOUCHES_THE_DATABASE,
          "runtime", ONLY_THE_RUNTIME_TOUCHES_KAFKA,
          "ledger", THE_LEDGER_IS_PURE,
          "entities", ENTITIES_STAND_IN_THE_STORE,
          "resources", RESOURCES_STAND_WHERE_CALLERS_ARE_ANSWERED);

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<Map.Entry<String, ArchRule>> rules() {
    return RULES.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleHolds(Map.Entry<String, ArchRule> rule) {
    rule.getValue().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleFindsAClassThatBreaksIt(Map.Entry<String, ArchRule> rule) {
    JavaClasses violating = new ClassFileImporter().importPackages(ROOT + ".ledger.violating");

    assertThat(rule.getValue().evaluate(violating).hasViolation()).isTrue();
  }

  @Test
  void packagesHaveNoCycles() {
    NO_CYCLES.check(MAIN);
    assertThat(MAIN).hasSizeGreaterThan(50);
  }
}
