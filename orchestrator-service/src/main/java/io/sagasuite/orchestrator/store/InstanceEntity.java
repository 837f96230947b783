package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// The row of an instance's name as reads and lists see it; never written through this entity.
@Entity
@Immutable
@Table(name = "instance")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class InstanceEntity extends PanacheEntityBase {

  @Id public String name;

  /// Also the id of the saga that makes it.
  @Column(name = "instance_id")
  public UUID instanceId;

  @Column(name = "delete_saga_id")
  public @Nullable UUID deleteSagaId;

  public @Nullable String owner;
  public String namespace;
}
