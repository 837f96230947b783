/// Dashboards, alerts and the metrics that they live on, in front of a running stack: a real
/// Prometheus asks the services, a real browser draws what it has.
@NullMarked
package io.sagasuite.systemtests.observability;

import org.jspecify.annotations.NullMarked;
