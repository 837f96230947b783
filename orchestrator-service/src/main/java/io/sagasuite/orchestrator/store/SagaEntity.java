package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.sagasuite.saga.decision.SagaState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A saga's row as reads and lists see it; never written through this entity.
@Entity
@Immutable
@Table(name = "saga")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class SagaEntity extends PanacheEntityBase {

  @Id
  @Column(name = "saga_id")
  public UUID sagaId;

  public String definition;

  @Column(name = "definition_version")
  public int definitionVersion;

  @Column(name = "business_key")
  public @Nullable String businessKey;

  public String status;
  public @Nullable String reason;
  public String input;
  public String state;

  @Column(name = "due_at")
  public @Nullable Instant dueAt;

  @Column(name = "created_at")
  public Instant createdAt;

  @Column(name = "updated_at")
  public Instant updatedAt;

  /// The saga's whole state.
  public SagaState toState() {
    return SagaStateCodec.decode(state, JsonTree.mapOf(input));
  }
}
