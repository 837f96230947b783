package io.sagasuite.orchestrator.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sagasuite.messaging.tracing.SpanAttributes;
import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.orchestrator.store.StartStore.Accepted;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The W3C trace context that a saga carries from its first request to its last message.
public final class TraceContext {

  private static final HexFormat HEX = HexFormat.of();

  private TraceContext() {}

  /// The context of the request under way, or a fresh one.
  public static String current() {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      return TraceParent.of(span);
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-"
        + HEX.toHexDigits(random.nextLong())
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-00";
  }

  /// Notes on the request's span which saga it began or met.
  static <A extends Accepted> CompletableFuture<Submission<A>> noted(
      CompletableFuture<Submission<A>> answer) {
    Span request = Span.current();
    return request.isRecording()
        ? answer.whenComplete((submission, failure) -> note(request, submission))
        : answer;
  }

  private static <A extends Accepted> void note(Span request, @Nullable Submission<A> submission) {
    if (submission != null) {
      UUID sagaId =
          switch (submission) {
            case Submission.Begun<A> begun -> begun.state().sagaId();
            case Submission.Known<A> known -> known.accepted().sagaId();
          };
      request.setAttribute(SpanAttributes.SAGA_ID, sagaId.toString());
    }
  }
}
