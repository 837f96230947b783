package io.sagasuite.messaging.participant;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record set aside, and why.
record DeadLetter(ConsumerRecord<String, byte[]> origin, String reason) {}
