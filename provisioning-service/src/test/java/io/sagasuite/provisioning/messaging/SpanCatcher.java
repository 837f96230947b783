package io.sagasuite.provisioning.messaging;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps all that the application traces.
@Singleton
public class SpanCatcher implements SpanProcessor {

  private final List<String> spans = new CopyOnWriteArrayList<>();

  List<String> spans() {
    return spans;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    spans.add(span.toSpanData().toString());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
