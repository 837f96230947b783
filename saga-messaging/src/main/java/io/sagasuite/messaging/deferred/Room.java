package io.sagasuite.messaging.deferred;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What may be claimed now.
///
/// @param free how many commands at most
/// @param perLaneMax how many of one lane may be under way
/// @param running how many of each lane are
record Room(int free, int perLaneMax, Map<String, Integer> running) {

  static Room beside(Collection<Lease> underWay, DeferredLimits limits) {
    Map<String, Integer> running = new HashMap<>();
    int count = 0;
    for (Lease lease : underWay) {
      count++;
      if (lease.lane() != null) {
        running.merge(lease.lane(), 1, Integer::sum);
      }
    }
    return new Room(limits.commandsMax() - count, limits.perLaneMax(), running);
  }
}
