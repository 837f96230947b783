package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.SagaDefinition;
import org.jspecify.annotations.Nullable;

/// The one place where it is decided what happens to a saga. Pure and total: any input in any state
/// gives a decision, which may be that nothing changes.
public final class SagaDecider {

  private SagaDecider() {}

  /// What `input` makes of the saga.
  ///
  /// @param state null only for [SagaInput.StartSaga]
  public static Decision decide(
      SagaDefinition definition, @Nullable SagaState state, SagaInput input) {
    throw new IllegalStateException();
  }
}
