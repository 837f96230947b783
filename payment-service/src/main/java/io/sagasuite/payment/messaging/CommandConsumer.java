package io.sagasuite.payment.messaging;

import io.sagasuite.messaging.participant.Participant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Passes polled batches on. A batch is acknowledged when all of it is applied and answered.
@ApplicationScoped
class CommandConsumer {

  private final Participant participant;

  /// The emitter is what makes the channel `replies` exist; the participant sends through its
  /// producer.
  CommandConsumer(Participant participant, @Channel("replies") Emitter<byte[]> replies) {
    this.participant = participant;
  }

  @Incoming("commands")
  Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
    return participant.process(batch);
  }
}
