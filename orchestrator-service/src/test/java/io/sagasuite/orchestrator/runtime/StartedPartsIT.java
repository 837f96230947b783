package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/// What extensions would start although nothing uses it.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class StartedPartsIT {

  @Inject @Any Instance<SessionFactory> blocking;
  @Inject @Any Instance<Mutiny.SessionFactory> reactive;

  @Test
  void onlyTheReactiveHalfOfHibernateRuns() {
    assertThat(reactive.isResolvable()).isTrue();
    assertThat(blocking.isUnsatisfied()).isTrue();
  }
}
