package io.sagasuite.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.sagasuite.messaging.testing.violating.Culprit;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/// The layers of a participant, as rules. Each is also held against a class that breaks it, so that
/// a rule which checks nothing cannot pass.
///
/// @param root the module's package, such as `io.sagasuite.inventory`
public record LayerRules(String root) {

  private static final String VIOLATING = "..violating..";

  /// These packages decide and do nothing else.
  public void arePure(String... packages) {
    ArchRule dependencies =
        ArchRuleDefinition.classes()
            .that()
            .resideInAnyPackage(within(packages))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                with(
                    within(packages),
                    "java..",
                    "org.jspecify..",
                    "io.sagasuite.saga..",
                    "io.sagasuite.messaging.contract.."))
            .because("decisions must run anywhere, without a framework");
    holds(dependencies);
    areDeterministic(packages);
  }

  /// These packages read no clock and draw no ids.
  public void areDeterministic(String... packages) {
    ArchRule rule =
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(within(packages))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .because("time and ids come in with the input, so that every decision can be repeated");
    holds(rule);
  }

  /// Only these packages know SQL and entities.
  public void onlyTouchTheDatabase(String... packages) {
    holds(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(own(packages))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.vertx.mutiny.sqlclient..",
                "io.vertx.sqlclient..",
                "io.vertx.pgclient..",
                "jakarta.persistence..",
                "org.hibernate..",
                "io.quarkus.hibernate..")
            .because("who stores decides how; nobody else looks inside"));
  }

  /// Only these packages know Kafka and channels.
  public void onlyTouchKafka(String... packages) {
    holds(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(own(packages))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.apache.kafka..",
                "io.smallrye.reactive.messaging..",
                "org.eclipse.microprofile.reactive.messaging..")
            .because("messages come in and go out at one place"));
  }

  /// No service knows another one.
  public void dependsOnNoOtherService() {
    String[] others =
        Stream.of("orchestrator", "inventory", "payment", "shipping", "provisioning", "http")
            .map(service -> "io.sagasuite." + service)
            .filter(service -> !service.equals(root))
            .map(service -> service + "..")
            .toArray(String[]::new);
    ArchRule rule =
        ArchRuleDefinition.noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(others, "org.junit.."))
            .because("services speak through messages only");
    holds(rule);
  }

  /// Packages build on each other in one direction.
  public void hasNoCycles() {
    SlicesRuleDefinition.slices().matching(root + ".(*)..").should().beFreeOfCycles().check(own());
  }

  private void holds(ArchRule rule) {
    JavaClasses own = own();
    assertThat(own).hasSizeGreaterThan(5);
    rule.check(own);
    JavaClasses violating = new ClassFileImporter().importClasses(Culprit.class);
    assertThatThrownBy(() -> rule.check(violating))
        .describedAs(rule.getDescription())
        .isInstanceOf(AssertionError.class);
  }

  private JavaClasses own() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(root);
  }

  private String[] own(String... packages) {
    return Arrays.stream(packages).map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  private String[] within(String... packages) {
    return with(own(packages), VIOLATING);
  }

  private static String[] with(String[] names, String... more) {
    return Stream.concat(Arrays.stream(names), Arrays.stream(more)).toArray(String[]::new);
  }
}
