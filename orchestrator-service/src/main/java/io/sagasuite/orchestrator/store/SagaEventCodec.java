package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaEvent.CommandResent;
import io.sagasuite.saga.decision.SagaEvent.DeadlineMissed;
import io.sagasuite.saga.decision.SagaEvent.EventPublished;
import io.sagasuite.saga.decision.SagaEvent.ReplyIgnored;
import io.sagasuite.saga.decision.SagaEvent.RetryScheduled;
import io.sagasuite.saga.decision.SagaEvent.SagaCompensated;
import io.sagasuite.saga.decision.SagaEvent.SagaCompleted;
import io.sagasuite.saga.decision.SagaEvent.SagaParked;
import io.sagasuite.saga.decision.SagaEvent.SagaStarted;
import io.sagasuite.saga.decision.SagaEvent.SagaTurned;
import io.sagasuite.saga.decision.SagaEvent.StepCompensated;
import io.sagasuite.saga.decision.SagaEvent.StepFailed;
import io.sagasuite.saga.decision.SagaEvent.StepParked;
import io.sagasuite.saga.decision.SagaEvent.StepSkipped;
import io.sagasuite.saga.decision.SagaEvent.StepStarted;
import io.sagasuite.saga.decision.SagaEvent.StepSucceeded;
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
        write(json, event);
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

  private static void write(JsonGenerator json, SagaEvent event) throws IOException {
    switch (event) {
      case SagaStarted started -> writeStarted(json, started);
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
      case ReplyIgnored e -> {
        writeAttempt(json, e.step(), e.direction(), e.attempt());
        text(json, "outcome", e.outcome());
        text(json, "reason", e.reason().name().toLowerCase(Locale.ROOT));
      }
      case StepSkipped _,
          StepCompensated _,
          StepParked _,
          SagaTurned _,
          SagaParked _,
          DeadlineMissed _,
          SagaCompleted _,
          SagaCompensated _ ->
          writeTurning(json, event);
    }
  }

  /// The events that end something or turn it.
  private static void writeTurning(JsonGenerator json, SagaEvent event) throws IOException {
    switch (event) {
      case StepSkipped e -> {
        text(json, "step", e.step());
        text(json, "why", e.why());
      }
      case StepCompensated e -> text(json, "step", e.step());
      case StepParked e -> {
        text(json, "step", e.step());
        text(json, "direction", e.direction().wire());
        failure(json, e.failure());
      }
      case SagaTurned e -> {
        text(json, "reason", e.reason().wire());
        text(json, "step", e.step());
        failure(json, e.failure());
      }
      case SagaParked e -> {
        text(json, "step", e.step());
        failure(json, e.failure());
      }
      case SagaCompleted e -> map(json, "output", e.output());
      case SagaCompensated e -> text(json, "reason", e.reason().wire());
      default -> {} // DeadlineMissed says it all with its type
    }
  }

  private static void writeStarted(JsonGenerator json, SagaStarted e) throws IOException {
    text(json, "definition", e.definition());
    json.writeNumberField("definitionVersion", e.definitionVersion());
    text(json, "businessKey", e.businessKey());
    if (!e.metadata().isEmpty()) {
      map(json, "metadata", e.metadata());
    }
    time(json, "deadlineAt", e.deadlineAt());
  }

  private static void writePublished(JsonGenerator json, EventPublished e) throws IOException {
    text(json, "step", e.step());
    text(json, "event", e.type());
    text(json, "topic", e.topic());
    map(json, "data", e.data());
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

  private static void failure(JsonGenerator json, Failure failure) throws IOException {
    json.writeStringField("code", failure.code());
    json.writeStringField("message", failure.message());
  }

  private static void map(JsonGenerator json, String name, Map<String, ?> map) throws IOException {
    json.writeFieldName(name);
    JsonText.write(json, map);
  }
}
