package io.sagasuite.provisioning.instance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brings instances about where they run. Everything is idempotent, looks at each part on its own,
/// and touches only what bears the instance's id. Calls block, for a bounded time, and belong on
/// virtual threads; what goes wrong is a [ProvisioningException].
public interface InstanceProvisioner {

  /// Why an instance like this can never be had here, if so.
  Optional<ProvisioningException> refusal(InstanceSpec spec);

  /// Makes whatever is missing of it.
  ///
  /// @return whether anything was missing
  boolean deploy(InstanceSpec spec, Password password);

  /// Waits until it takes connections, as long as that.
  Readiness awaitReady(InstanceRef instance, Duration wait);

  /// Where it answers; empty when that is not yet known at the end of the wait.
  Optional<Endpoint> awaitEndpoint(InstanceSpec spec, Duration wait);

  /// Removes every part, with its data, and waits until all are really gone.
  ///
  /// @return whether anything was there; fails with `not_gone` when the wait is over before
  boolean remove(InstanceRef instance, Duration wait);

  /// What is there of one instance.
  Optional<FoundInstance> find(InstanceRef instance);

  /// What is there of any instance, in all namespaces.
  List<FoundInstance> findAll();

  /// Whether the data of an instance is still there, so that it may be deployed again without
  /// becoming an empty database. What is on its way out is gone already.
  boolean hasData(InstanceRef instance);

  /// The last lines of its log, oldest first.
  String logs(InstanceRef instance, int tailLines);

  /// Fails when instances cannot be brought about at all at the moment.
  void check();
}
