package io.sagasuite.http.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.http.messaging.PlayedService.Answer;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(CallsProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class UndoingIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(kafka);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void undoesOnceUnderAKeyOfItsOwn() {
    stage.probe().send(stage.execute(1, stage.post("/v1/networks")));
    stage.reply();
    CommandMessage undo = stage.undo(1);

    stage.probe().send(undo);
    stage.probe().repliesTo(stage.saga(), 2);
    stage.probe().send(undo);

    assertThat(stage.probe().repliesTo(stage.saga(), 3).subList(1, 3))
        .extracting(ReplyMessage::outcome)
        .containsOnly(Stage.UNDONE);
    assertThat(stage.service().asked())
        .extracting(asked -> asked.method() + " " + asked.header("Idempotency-Key"))
        .containsExactly("POST " + stage.key("execute"), "DELETE " + stage.key("compensate"));
  }

  @ParameterizedTest
  @CsvSource({"404", "410"})
  void countsAsUndoneWhatIsNotThere(int status) {
    stage
        .service()
        .plays(asked -> new Answer(asked.method().equals("DELETE") ? status : 200, "gone"));
    stage.probe().send(stage.execute(1, stage.post("/")));
    stage.reply();

    stage.probe().send(stage.undo(1));

    assertThat(stage.reply(2).outcome()).isEqualTo(Stage.UNDONE);
  }

  @Test
  void undoesWhatAnEarlierAttemptMayHaveDone() {
    stage.service().plays(500, "");
    stage.probe().send(stage.execute(1, stage.post("/")));
    assertThat(stage.reply().outcome()).isInstanceOf(Outcome.Unknown.class);
    stage.service().plays(503, "");
    stage.probe().send(stage.execute(2, stage.post("/")));
    assertThat(stage.reply(2).outcome()).isInstanceOf(Outcome.Failed.class);
    stage.service().plays(200, "");

    stage.probe().send(stage.undo(1));

    assertThat(stage.reply(3).outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked())
        .extracting(PlayedService.Asked::method)
        .containsExactly("POST", "POST", "DELETE");
  }

  @Test
  void undoesNothingWhenNothingWasDoneAndRefusesWhatComesAfterwards() {
    stage.probe().send(stage.undo(1));
    assertThat(stage.reply().outcome()).isEqualTo(Stage.UNDONE);

    stage.probe().send(stage.execute(1, stage.post("/")));

    assertThat(stage.reply(2).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("fenced"));
    assertThat(stage.repliesWithin(Stage.A_WHILE)).hasSize(2);
    assertThat(stage.service().asked()).isEmpty();
  }

  @Test
  void undoesOnlyAfterTheCallUnderWayHasEnded() {
    CountDownLatch gate = stage.service().holdsBack();
    stage.probe().send(stage.execute(1, stage.post("/")));
    await().atMost(Stage.PATIENCE).until(() -> !stage.service().asked().isEmpty());

    stage.probe().send(stage.undo(1));
    assertThat(stage.repliesWithin(Duration.ofSeconds(5))).isEmpty();
    assertThat(stage.service().asked()).hasSize(1);
    gate.countDown();

    ReplyMessage undone = stage.reply();
    assertThat(undone.direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(undone.outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked())
        .extracting(PlayedService.Asked::method)
        .containsExactly("POST", "DELETE");
    assertThat(stage.repliesWithin(Stage.A_WHILE)).hasSize(1);
  }
}
