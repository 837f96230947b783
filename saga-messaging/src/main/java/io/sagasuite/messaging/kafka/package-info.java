/// Messages as Kafka records, and a sender that awaits a whole batch at once.
@NullMarked
package io.sagasuite.messaging.kafka;

import org.jspecify.annotations.NullMarked;
