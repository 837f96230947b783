package io.sagasuite.provisioning.messaging;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Few commands at once, so that the bound shows.
public final class DeferredProfile implements QuarkusTestProfile {

  static final int COMMANDS_MAX = 8;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("suite.deferred.commands-max", Integer.toString(COMMANDS_MAX));
  }
}
