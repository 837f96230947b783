package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.participant.Participant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Passes what was polled on; the participant acknowledges it when all of it is applied and
/// answered.
@ApplicationScoped
class CommandConsumer {

  private final Participant participant;

  /// The emitter is what makes the channel `replies` exist; the participant sends through its
  /// producer.
  CommandConsumer(Participant participant, @Channel("replies") Emitter<byte[]> replies) {
    this.participant = participant;
  }

  @Incoming("commands")
  CompletionStage<Void> consume(Message<ConsumerRecords<String, byte[]>> polled) {
    return participant.take(polled);
  }
}
