package io.sagasuite.orchestrator.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every span that was sampled in a test, as text with all its attributes and events.
@ApplicationScoped
public class SeenSpans implements SpanProcessor {

  private final List<String> texts = new CopyOnWriteArrayList<>();

  public List<String> texts() {
    return texts;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    SpanData data = span.toSpanData();
    texts.add(data + " " + data.getEvents().stream().map(EventData::getAttributes).toList());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
