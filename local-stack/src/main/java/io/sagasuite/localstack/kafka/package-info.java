/// A real Kafka broker of one KRaft node, run as a child JVM, and the suite's topics.
@NullMarked
package io.sagasuite.localstack.kafka;

import org.jspecify.annotations.NullMarked;
