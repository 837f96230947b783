// How not to do it: works as long as nothing goes wrong. No record, no tombstone, no dead letters.
import { groupTimes, kafka, producer, stopOnSignal } from './kafka.mjs';
import { replyTo } from './messages.mjs';
import { alone, close, enter, prepare } from './store.mjs';

const consumer = kafka.consumer({ groupId: 'loyalty', ...groupTimes });
// What the library starts again is the broker's trouble, not this participant's carelessness.
consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || process.exit(1));

async function eachMessage({ message }) {
  const command = JSON.parse(message.value);
  const { customerId, points } = command.input;
  const signed = command.direction === 'execute' ? points : -points;
  const entryId = await alone('points', (client) => enter(client, command, customerId, signed));
  const trace = message.headers.traceparent?.toString();
  const reply = replyTo(command, { outcome: 'succeeded', output: { entryId } }, trace);
  await producer.send({ topic: 'saga.replies', messages: [reply] });
}

await prepare();
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: 'loyalty.commands', fromBeginning: true });
await stopOnSignal(() => consumer.disconnect(), () => producer.disconnect(), close);
await consumer.run({ eachMessage });
