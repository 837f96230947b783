package io.sagasuite.messaging.participant;

import io.sagasuite.messaging.contract.CommandMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A command together with the record it came in.
record IncomingCommand(ConsumerRecord<String, byte[]> origin, CommandMessage command) {}
