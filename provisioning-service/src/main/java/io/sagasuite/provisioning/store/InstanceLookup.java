package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.provisioning.instance.InstanceRecords;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Records as they are now, for threads that may block.
@Singleton
public final class InstanceLookup implements InstanceRecords {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final InstanceStore instances;

  InstanceLookup(Transactions transactions, InstanceStore instances) {
    this.transactions = transactions;
    this.instances = instances;
  }

  /// What is recorded.
  public Optional<StoredInstance> find(UUID instanceId) {
    return read(tx -> instances.find(tx, instanceId));
  }

  /// Its password, as it was sealed.
  public Optional<String> sealedPassword(UUID instanceId) {
    return read(tx -> instances.sealedPassword(tx, instanceId));
  }

  @Override
  public boolean areThere() {
    return read(instances::anyMade);
  }

  /// Anything else.
  public <T> T read(Function<LocalTransaction, Uni<T>> query) {
    return transactions.run(query).await().atMost(LIMIT);
  }
}
