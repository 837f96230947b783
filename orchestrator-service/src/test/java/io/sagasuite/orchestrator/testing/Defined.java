package io.sagasuite.orchestrator.testing;

import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Definitions that a test stores under names of its own.
public final class Defined {

  private Defined() {}

  /// A name that no other test uses.
  public static String name(String base) {
    return base + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// Stores the definition as the next version of its name.
  public static void store(
      Definitions store, String name, UnaryOperator<SagaDefinitionBuilder> definition) {
    SagaDefinitionBuilder builder = definition.apply(SagaDefinitionBuilder.saga(name));
    store.store(builder.build(), builder.document()).await().indefinitely();
  }
}
