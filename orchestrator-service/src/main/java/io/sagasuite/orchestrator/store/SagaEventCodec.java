package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaEvent.CommandResent;
import io.sagasuite.saga.decision.SagaEvent.CompensationSkipped;
import io.sagasuite.saga.decision.SagaEvent.DeadlineMissed;
import io.sagasuite.saga.decision.SagaEvent.DeadlineMoved;
import io.sagasuite.saga.decision.SagaEvent.DeadlineStopped;
import io.sagasuite.saga.decision.SagaEvent.EventPublished;
import io.sagasuite.saga.decision.SagaEvent.OfSaga;
import io.sagasuite.saga.decision.SagaEvent.OfStep;
import io.sagasuite.saga.decision.SagaEvent.OperatorActed;
import io.sagasuite.saga.decision.SagaEvent.ParentAsked;
import io.sagasuite.saga.decision.SagaEvent.ReplyIgnored;
import io.sagasuite.saga.decision.SagaEvent.RetryScheduled;
import io.sagasuite.saga.decision.SagaEvent.RoundEnded;
import io.sagasuite.saga.decision.SagaEvent.RoundStarted;
import io.sagasuite.saga.decision.SagaEvent.SagaCompensated;
import io.sagasuite.saga.decision.SagaEvent.SagaCompleted;
import io.sagasuite.saga.decision.SagaEvent.SagaFailed;
import io.sagasuite.saga.decision.SagaEvent.SagaParked;
import io.sagasuite.saga.decision.SagaEvent.SagaPaused;
import io.sagasuite.saga.decision.SagaEvent.SagaResumed;
import io.sagasuite.saga.decision.SagaEvent.SagaStarted;
import io.sagasuite.saga.decision.SagaEvent.SagaStopping;
import io.sagasuite.saga.decision.SagaEvent.SagaTurned;
import io.sagasuite.saga.decision.SagaEvent.SignalConsumed;
import io.sagasuite.saga.decision.SagaEvent.SignalReceived;
import io.sagasuite.saga.decision.SagaEvent.StepCompensated;
import io.sagasuite.saga.decision.SagaEvent.StepExpanded;
import io.sagasuite.saga.decision.SagaEvent.StepFailed;
import io.sagasuite.saga.decision.SagaEvent.StepParked;
import io.sagasuite.saga.decision.SagaEvent.StepReset;
import io.sagasuite.saga.decision.SagaEvent.StepSkipped;
import io.sagasuite.saga.decision.SagaEvent.StepStarted;
import io.sagasuite.saga.decision.SagaEvent.StepSucceeded;
import io.sagasuite.saga.decision.SagaEvent.StepWaiting;
import io.sagasuite.saga.decision.SagaEvent.StepsKept;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Public form of journal events, the same in the journal's rows, on `saga.events` and over REST:
/// an array of objects whose `type` is the event's name and whose times are ISO-8601. The saga's
/// input stands in the saga's row only, so `SagaStarted` leaves it out.
public final class SagaEventCodec {

  private SagaEventCodec() {}

  /// The events as the text of a JSON array.
  public static String encode(List<SagaEvent> events) {
    return JsonTree.text(json -> {
      json.writeStartArray();
      for (SagaEvent event : events) {
        json.writeStartObject();
        json.writeStringField("type", event.getClass().getSimpleName());
        switch (event) {
          case OfStep ofStep -> write(json, ofStep);
          case OfSaga ofSaga -> write(json, ofSaga);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /// The events of a stored text, as plain maps.
  @SuppressWarnings("unchecked") // the text holds what encode wrote
  public static List<Map<String, Object>> decode(String text) {
    return (List<Map<String, Object>>) (List<?>) JsonText.list(text);
  }

  private static void write(JsonGenerator json, OfStep event) throws IOException {
    switch (event) {
      case StepStarted e -> {
        writeAttempt(json, e.step(), e.direction(), e.attempt());
        time(json, "timeoutAt", e.timeoutAt());
        time(json, "resendAt", e.resendAt());
      }
      case CommandResent e -> {
        writeAttempt(json, e.step(), e.direction(), e.attempt());
        json.writeNumberField("resends", e.resends());
        time(json, "resendAt", e.resendAt());
      }
      case RetryScheduled e -> {
        writeAttempt(json, e.step(), e.direction(), e.attempt());
        time(json, "retryAt", e.retryAt());
        failure(json, e.failure());
        json.writeBooleanField("outcomeUnknown", e.outcomeUnknown());
      }
      case StepWaiting e -> {
        text(json, "step", e.step());
        text(json, "signal", e.signal());
        time(json, "until", e.until());
      }
      case StepExpanded e -> {
        text(json, "step", e.step());
        json.writeNumberField("count", e.count());
      }
      case StepSucceeded e -> {
        text(json, "step", e.step());
        map(json, "output", e.output());
      }
      case StepFailed e -> {
        text(json, "step", e.step());
        failure(json, e.failure());
        json.writeBooleanField("outcomeUnknown", e.outcomeUnknown());
      }
      case EventPublished e -> writePublished(json, e);
      case StepSkipped e -> writeSkipped(json, e);
      case StepCompensated e -> text(json, "step", e.step());
      case CompensationSkipped e -> {
        text(json, "step", e.step());
        text(json, "why", e.why());
      }
      case StepParked e -> {
        text(json, "step", e.step());
        text(json, "direction", e.direction().wire());
        failure(json, e.failure());
        json.writeBooleanField("outcomeUnknown", e.outcomeUnknown());
      }
      case StepReset e -> {
        text(json, "step", e.step());
        text(json, "direction", e.direction().wire());
      }
    }
  }

  private static void write(JsonGenerator json, OfSaga event) throws IOException {
    switch (event) {
      case SagaStarted e -> writeStarted(json, e);
      case SagaTurned e -> {
        text(json, "reason", e.reason().wire());
        stepFailure(json, e.step(), e.failure());
      }
      case SagaStopping e -> stepFailure(json, e.step(), e.failure());
      case SagaParked e -> stepFailure(json, e.step(), e.failure());
      case SagaFailed e -> stepFailure(json, e.step(), e.failure());
      case SagaResumed e -> text(json, "status", e.status().wire());
      case OperatorActed e -> {
        text(json, "action", e.action());
        text(json, "by", e.by());
        text(json, "reason", e.reason());
        text(json, "step", e.step());
      }
      case StepsKept e -> value(json, "steps", e.steps());
      case SignalReceived e -> {
        text(json, "signal", e.signal());
        map(json, "data", e.data());
      }
      case SignalConsumed e -> text(json, "signal", e.signal());
      case ParentAsked e -> {
        text(json, "direction", e.asked().direction().wire());
        json.writeNumberField("attempt", e.asked().attempt());
      }
      case ReplyIgnored e -> {
        writeAttempt(json, e.step(), e.direction(), e.attempt());
        text(json, "outcome", e.outcome());
        text(json, "reason", e.reason().name().toLowerCase(Locale.ROOT));
      }
      case DeadlineMoved e -> time(json, "deadlineAt", e.deadlineAt());
      case RoundEnded e -> {
        json.writeNumberField("round", e.round());
        if (e.output() != null) {
          map(json, "output", e.output());
        }
        time(json, "nextAt", e.nextAt());
      }
      case RoundStarted e -> {
        json.writeNumberField("round", e.round());
        time(json, "deadlineAt", e.deadlineAt());
      }
      case SagaCompleted e -> map(json, "output", e.output());
      case SagaCompensated e -> text(json, "reason", e.reason().wire());
      case SagaPaused _, DeadlineStopped _, DeadlineMissed _ -> {}
    }
  }

  private static void writeStarted(JsonGenerator json, SagaStarted e) throws IOException {
    text(json, "definition", e.definition());
    json.writeNumberField("definitionVersion", e.definitionVersion());
    text(json, "businessKey", e.businessKey());
    if (!e.metadata().isEmpty()) {
      map(json, "metadata", e.metadata());
    }
    if (e.parent() != null) {
      text(json, "parentSagaId", e.parent().sagaId().toString());
      text(json, "parentStep", e.parent().step());
    }
    time(json, "deadlineAt", e.deadlineAt());
  }

  private static void writePublished(JsonGenerator json, EventPublished e) throws IOException {
    text(json, "step", e.step());
    text(json, "event", e.type());
    text(json, "topic", e.topic());
    map(json, "data", e.data());
  }

  private static void writeSkipped(JsonGenerator json, StepSkipped e) throws IOException {
    text(json, "step", e.step());
    text(json, "why", e.why());
    if (e.blocking()) {
      json.writeBooleanField("blocking", true);
    }
    if (e.output() != null) {
      map(json, "output", e.output());
    }
  }

  private static void writeAttempt(
      JsonGenerator json, String step, Direction direction, int attempt) throws IOException {
    json.writeStringField("step", step);
    json.writeStringField("direction", direction.wire());
    json.writeNumberField("attempt", attempt);
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void time(JsonGenerator json, String name, @Nullable Instant at)
      throws IOException {
    if (at != null) {
      json.writeStringField(name, at.toString());
    }
  }

  private static void stepFailure(JsonGenerator json, @Nullable String step, Failure failure)
      throws IOException {
    text(json, "step", step);
    failure(json, failure);
  }

  private static void failure(JsonGenerator json, Failure failure) throws IOException {
    json.writeStringField("code", failure.code());
    json.writeStringField("message", failure.message());
  }

  private static void map(JsonGenerator json, String name, Map<String, ?> map) throws IOException {
    value(json, name, map);
  }

  private static void value(JsonGenerator json, String name, Object value) throws IOException {
    json.writeFieldName(name);
    JsonText.write(json, value);
  }
}
