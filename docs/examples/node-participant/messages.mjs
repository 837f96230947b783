// Commands as they are read, replies and dead letters as they are written.
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DIRECTIONS = ['execute', 'compensate'];

export class Unreadable extends Error {}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isWord = (value) => typeof value === 'string' && value !== '';

export function readCommand(message) {
  const command = parse(message.value);
  const wrong = Object.entries({
    sagaId: UUID.test(command.sagaId),
    step: isWord(command.step),
    direction: DIRECTIONS.includes(command.direction),
    attempt: Number.isInteger(command.attempt) && command.attempt >= 1,
    command: isWord(command.command),
    input: isObject(command.input),
  }).find(([, fits]) => !fits);
  if (wrong) throw new Unreadable(`'${wrong[0]}' is missing or not what it should be`);
  return command;
}

function parse(value) {
  let body;
  try {
    body = JSON.parse(value);
  } catch {
    throw new Unreadable('the value is not JSON');
  }
  if (!isObject(body)) throw new Unreadable('the value is not a JSON object');
  return body;
}

/** `answer` is { outcome: 'succeeded', output } or { outcome: 'rejected', code, message }. */
export function replyTo(command, answer, traceparent) {
  const { sagaId, step, direction, attempt, command: name } = command;
  const headers = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: `${sagaId}:${step}:${direction}:${attempt}:reply`,
    ce_type: `${name}.${answer.outcome}`,
    ce_source: '/loyalty',
    ce_subject: sagaId,
    ce_time: new Date().toISOString(),
  };
  if (traceparent) headers.traceparent = traceparent;
  const body = { sagaId, step, direction, attempt, command: name, ...answer };
  return { key: sagaId, value: JSON.stringify(body), headers };
}

export function deadLetter(message, place, reason) {
  const headers = { ...message.headers, 'dead-letter-reason': reason, 'dead-letter-place': place };
  return { key: message.key, value: message.value, headers };
}
