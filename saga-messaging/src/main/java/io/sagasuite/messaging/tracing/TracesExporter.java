package io.sagasuite.messaging.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.zipkin.ZipkinSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/// Where spans may go. What cannot be delivered is dropped and not tried again, so that a service
/// stops as fast without its collector as with it. The endpoints have OpenTelemetry's own names, so
/// that the environment variables which every collector's manual tells work here, too.
enum TracesExporter {
  NONE {
    @Override
    SpanExporter open(Config config) {
      return SpanExporter.composite();
    }
  },
  OTLP {
    @Override
    SpanExporter open(Config config) {
      return OtlpHttpSpanExporter.builder()
          .setEndpoint(endpoint(config, "otel.exporter.otlp.endpoint") + "/v1/traces")
          .setTimeout(TIMEOUT)
          .setRetryPolicy(null)
          .build();
    }
  },
  ZIPKIN {
    @Override
    SpanExporter open(Config config) {
      return ZipkinSpanExporter.builder()
          .setSender(
              URLConnectionSender.newBuilder()
                  .endpoint(endpoint(config, "otel.exporter.zipkin.endpoint"))
                  .connectTimeout((int) TIMEOUT.toMillis())
                  .readTimeout((int) TIMEOUT.toMillis())
                  .build())
          .build();
    }
  };

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  abstract SpanExporter open(Config config);

  static TracesExporter named(String name) {
    for (TracesExporter exporter : values()) {
      if (exporter.name().equalsIgnoreCase(name)) {
        return exporter;
      }
    }
    throw new IllegalArgumentException(
        "suite.traces.exporter must be none, otlp or zipkin, not '" + name + "'");
  }

  private static String endpoint(Config config, String name) {
    String endpoint = config.getValue(name, String.class);
    return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
  }
}
