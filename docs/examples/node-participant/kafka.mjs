// What every process here needs of Kafka.
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:19092').split(',');

export const kafka = new Kafka({
  clientId: 'loyalty',
  brokers,
  logLevel: logLevel.WARN,
  retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 50 },
});

export const producer = kafka.producer({
  createPartitioner: Partitioners.DefaultPartitioner,
  idempotent: true,
  maxInFlightRequests: 1,
});

// Short, so that what a killed process held soon belongs to another.
export const groupTimes = { sessionTimeout: 6000, heartbeatInterval: 1000, rebalanceTimeout: 10000 };

export async function stopOnSignal(...parts) {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, async () => {
      for (const part of parts) await part();
      process.exit(0);
    });
  }
}
