package io.sagasuite.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.sagasuite.saga.definition.expression.StrayExpression;
import io.sagasuite.saga.definition.schema.StraySchema;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The core is pure: it decides, and everything else acts. Each rule is also held against a class
/// that breaks it, so that a rule which checks nothing cannot pass.
class ArchTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sagasuite.saga");

  private static final String EXPRESSION = "io.sagasuite.saga.definition.expression..";
  private static final String SCHEMA = "io.sagasuite.saga.definition.schema..";

  private static final ArchRule DEPENDS_ON_NOTHING =
      ArchRuleDefinition.classes()
          .that()
          .resideOutsideOfPackages(EXPRESSION, SCHEMA)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.sagasuite.saga..")
          .because("the core must run anywhere, without a framework");

  private static final ArchRule ONLY_CONDITIONS_KNOW_THE_EXPRESSION_LANGUAGE =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(EXPRESSION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.sagasuite.saga.definition..",
              "dev.cel..",
              "com.google.common..")
          .because("the language of conditions must be exchangeable in one place");

  private static final ArchRule ONLY_SCHEMAS_KNOW_THE_SCHEMA_LIBRARY =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(SCHEMA)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.sagasuite.saga.definition..",
              "com.networknt.schema..",
              "com.fasterxml.jackson..",
              "com.google.re2j..")
          .because("the language of schemas must be exchangeable in one place");

  private static final ArchRule READS_NO_CLOCK =
      ArchRuleDefinition.noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .because("time and ids come in with the input, so that every decision can be repeated");

  private static final ArchRule NO_CYCLES =
      SlicesRuleDefinition.slices().matching("io.sagasuite.saga.(*)..").should().beFreeOfCycles();

  @Test
  void dependsOnNothing() {
    DEPENDS_ON_NOTHING.check(CORE);
    assertCatches(DEPENDS_ON_NOTHING, Violating.class);
  }

  @Test
  void keepsEachLibraryInOnePlace() {
    ONLY_CONDITIONS_KNOW_THE_EXPRESSION_LANGUAGE.check(CORE);
    ONLY_SCHEMAS_KNOW_THE_SCHEMA_LIBRARY.check(CORE);
    assertCatches(ONLY_CONDITIONS_KNOW_THE_EXPRESSION_LANGUAGE, StrayExpression.class);
    assertCatches(ONLY_SCHEMAS_KNOW_THE_SCHEMA_LIBRARY, StraySchema.class);
  }

  @Test
  void readsNoClockAndDrawsNoIds() {
    READS_NO_CLOCK.check(CORE);
    assertCatches(READS_NO_CLOCK, Violating.class);
  }

  @Test
  void hasNoCycles() {
    NO_CYCLES.check(CORE);
    assertThat(CORE).hasSizeGreaterThan(20);
  }

  private static void assertCatches(ArchRule rule, Class<?> violating) {
    JavaClasses fixture = new ClassFileImporter().importClasses(violating);
    assertThatThrownBy(() -> rule.check(fixture)).isInstanceOf(AssertionError.class);
  }

  /// Breaks every rule on purpose.
  static class Violating {
    final Object id = UUID.randomUUID();
    final Object now = Instant.now();
    final Object framework = assertThat("");
  }
}
