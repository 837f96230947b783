// Prints a line for each event of every saga. Started again, it goes on where it had stopped.
import { groupTimes, kafka, stopOnSignal } from './kafka.mjs';

const consumer = kafka.consumer({ groupId: process.env.GROUP ?? 'saga-watcher', ...groupTimes });

async function eachMessage({ message }) {
  const { sagaId, definition, version, status, at, events } = JSON.parse(message.value);
  for (const { type, step = '-' } of events) {
    console.log([at, definition, sagaId, `v${version}`, status, type, step].join(' '));
  }
}

await consumer.connect();
await consumer.subscribe({ topic: 'saga.events', fromBeginning: true });
await stopOnSignal(() => consumer.disconnect());
// Committed after each message: what a crash repeats is the last one, under the same version.
await consumer.run({ autoCommitThreshold: 1, eachMessage });
