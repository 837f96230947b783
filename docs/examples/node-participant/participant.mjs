// Awards points, and revokes them when the saga turns back: each once, however often it is asked.
import { groupTimes, kafka, producer, stopOnSignal } from './kafka.mjs';
import { Unreadable, deadLetter, readCommand, replyTo } from './messages.mjs';
import { alone, close, enter, entered, prepare, record, recorded } from './store.mjs';

const TOPIC = 'loyalty.commands';
const COMMANDS = ['AwardPoints', 'RevokePoints'];
const POINTS_MAX = 1_000_000;
const CHUNK = 50;
const FENCED = {
  outcome: 'rejected',
  code: 'fenced',
  message: 'the step was compensated before it took effect',
};

const succeeded = (output) => ({ outcome: 'succeeded', output });
const rejected = (code, message) => ({ outcome: 'rejected', code, message });

/** Effect and recorded answer in one transaction; the lock is what two copies meet at. */
const handle = (command) =>
  alone(`${command.sagaId}:${command.step}`, async (client) => {
    const before = await recorded(client, command);
    const own = before[command.direction];
    if (own && isFinal(own, command)) return own.answer;
    const answer =
      command.direction === 'execute'
        ? await award(client, command)
        : await revoke(client, command, before.execute);
    await record(client, command, command.direction, command.attempt, answer);
    return answer;
  });

// A success stays, and so does the refusal of what was undone before it was done.
const isFinal = ({ answer, attempt }, command) =>
  answer.outcome === 'succeeded' || answer.code === FENCED.code || command.attempt <= attempt;

async function award(client, command) {
  const { customerId, points } = command.input;
  if (typeof customerId !== 'string') return rejected('customer_missing', 'nobody to award to');
  if (!Number.isInteger(points) || points < 1 || points > POINTS_MAX) {
    return rejected('points_invalid', `points must be 1 to ${POINTS_MAX}`);
  }
  return succeeded({ entryId: await enter(client, command, customerId, points), points });
}

async function revoke(client, command, forward) {
  if (!forward) await record(client, command, 'execute', 0, FENCED);
  if (forward?.answer.outcome === 'succeeded') {
    const { customer_id: customerId, points } = await entered(client, command);
    await enter(client, command, customerId, -points);
  }
  return succeeded({});
}

async function answer(message, place, out) {
  try {
    const command = readCommand(message);
    const trace = message.headers?.traceparent?.toString();
    if (COMMANDS.includes(command.command)) {
      out.replies.push(replyTo(command, await handle(command), trace));
    } else {
      const reason = `no such command here: ${command.command}`;
      out.deadLetters.push(deadLetter(message, place, reason));
      out.replies.push(replyTo(command, rejected('unknown_command', reason), trace));
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    out.deadLetters.push(deadLetter(message, place, error.message));
  }
}

async function send({ replies, deadLetters }) {
  const topicMessages = [
    { topic: 'saga.replies', messages: replies },
    { topic: `${TOPIC}.dlq`, messages: deadLetters },
  ].filter(({ messages }) => messages.length > 0);
  await producer.sendBatch({ acks: -1, topicMessages });
}

/** An offset is resolved, and so committed, only after the replies are with the broker. */
async function eachBatch({ batch, heartbeat, isRunning, isStale, resolveOffset }) {
  for (let from = 0; from < batch.messages.length; from += CHUNK) {
    const out = { replies: [], deadLetters: [] };
    const chunk = batch.messages.slice(from, from + CHUNK);
    for (const message of chunk) {
      if (!isRunning() || isStale()) return;
      await answer(message, `${batch.topic}-${batch.partition}@${message.offset}`, out);
      await heartbeat();
    }
    await send(out);
    resolveOffset(chunk.at(-1).offset);
  }
}

const consumer = kafka.consumer({
  groupId: 'loyalty',
  ...groupTimes,
  maxBytesPerPartition: 8 * 1024 * 1024,
});

await prepare();
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
await stopOnSignal(() => consumer.disconnect(), () => producer.disconnect(), close);
await consumer.run({ eachBatchAutoResolve: false, partitionsConsumedConcurrently: 3, eachBatch });
