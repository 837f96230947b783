package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A saga's row without its input and its state, which may be large: what a line of a list shows.
@Entity
@Immutable
@Table(name = "saga")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class SagaLineEntity extends PanacheEntityBase {

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

  @Column(name = "created_at")
  public Instant createdAt;

  @Column(name = "updated_at")
  public Instant updatedAt;
}
