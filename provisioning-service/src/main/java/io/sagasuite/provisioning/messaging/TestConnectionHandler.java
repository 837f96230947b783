package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.connection.ServerAnswer;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Connects to an instance as its users will.
@Singleton
final class TestConnectionHandler implements DeferredHandler {

  private static final String FAILED = "connection_failed";

  private final InstanceDesk desk;
  private final ConnectionCheck check;
  private final boolean mustFail;

  TestConnectionHandler(
      InstanceDesk desk,
      ConnectionCheck check,
      @ConfigProperty(name = "suite.test.fail-connection-test", defaultValue = "false")
          boolean mustFail) {
    this.desk = desk;
    this.check = check;
    this.mustFail = mustFail;
  }

  @Override
  public String command() {
    return "TestConnection";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    if (mustFail) {
      return DeferredResult.failed(FAILED, "suite.test.fail-connection-test is set");
    }
    return InstanceDesk.guarded(() ->
        switch (check.ask(desk.instance(CommandInput.of(command).instanceId()))) {
          case ServerAnswer.Answered answered ->
              DeferredResult.done(Map.of("postgresVersion", answered.version()));
          case ServerAnswer.Refused no ->
              DeferredResult.rejected("authentication_failed", no.message());
          case ServerAnswer.Silent no -> DeferredResult.failed(FAILED, no.message());
        });
  }
}
