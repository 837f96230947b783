package io.sagasuite.messaging.tracing;

import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/// Sends sampled spans to where the configuration says, chosen when the service starts. A collector
/// that is slow or away costs a bounded queue and the spans that do not fit into it, never a saga.
@Singleton
final class SpanExport {

  private static final int QUEUE_MAX = 4_096;
  private static final int BATCH_MAX = 512;
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Produces
  @Singleton
  @Unremovable
  SpanProcessor processor(Config config) {
    String name = config.getOptionalValue("suite.traces.exporter", String.class).orElse("none");
    TracesExporter exporter = TracesExporter.named(name);
    return exporter == TracesExporter.NONE
        ? SpanProcessor.composite()
        : BatchSpanProcessor.builder(exporter.open(config))
            .setMaxQueueSize(QUEUE_MAX)
            .setMaxExportBatchSize(BATCH_MAX)
            .setScheduleDelay(EVERY)
            .setExporterTimeout(TIMEOUT)
            .build();
  }
}
