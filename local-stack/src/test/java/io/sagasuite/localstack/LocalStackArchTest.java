package io.sagasuite.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class LocalStackArchTest {

  private static final String ROOT = "io.sagasuite.localstack";

  private static final ArchRule NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  private static final ArchRule ONLY_PROCESS_FORKS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".process..")
          .and()
          .doNotHaveSimpleName("PostgresCluster") // runs initdb to its end
          .and()
          .doNotHaveSimpleName("DetachedLauncher") // its child is meant to outlive it
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .because("a child that is not tethered outlives its launcher");

  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    NO_CYCLES.check(main);
  }

  @Test
  void onlyTheProcessPackageForks() {
    ONLY_PROCESS_FORKS.check(main);
  }

  @Test
  void aClassThatForksByItselfIsFound() {
    JavaClasses violation = new ClassFileImporter().importClasses(ForksByItself.class);

    assertThat(ONLY_PROCESS_FORKS.evaluate(violation).hasViolation()).isTrue();
  }

  static final class ForksByItself {
    ProcessBuilder builder = new ProcessBuilder("true");
  }
}
