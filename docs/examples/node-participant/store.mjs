// The points ledger, and the record of what was handled, in one database.
import pg from 'pg';

const url = process.env.DATABASE_URL ?? 'postgres://saga:saga@localhost:15432/loyalty';
const pool = new pg.Pool({ connectionString: url, max: 4 });
// A connection that breaks while nobody uses it is replaced; those in use tell their user.
pool.on('error', (error) => console.error(`database: ${error.message}`));

const TABLES = `
  CREATE TABLE IF NOT EXISTS handled_command (
    saga_id uuid, step text, direction text, attempt int NOT NULL, answer json NOT NULL,
    PRIMARY KEY (saga_id, step, direction));
  CREATE TABLE IF NOT EXISTS points_entry (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    saga_id uuid NOT NULL, step text NOT NULL, direction text NOT NULL,
    customer_id text NOT NULL, points int NOT NULL)`;

/** One transaction, in which nobody else handles what has the same name. */
export async function alone(name, work) {
  const client = await pool.connect();
  let broken;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // A connection that failed is closed, which rolls back.
    client.release(broken);
  }
}

export const prepare = () => alone('tables', (client) => client.query(TABLES));
export const close = () => pool.end();

export async function recorded(client, { sagaId, step }) {
  const { rows } = await client.query(
    'SELECT direction, attempt, answer FROM handled_command WHERE saga_id = $1 AND step = $2',
    [sagaId, step],
  );
  return Object.fromEntries(rows.map((row) => [row.direction, row]));
}

export async function record(client, { sagaId, step }, direction, attempt, answer) {
  await client.query(
    `INSERT INTO handled_command VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (saga_id, step, direction) DO UPDATE SET attempt = $4, answer = $5`,
    [sagaId, step, direction, attempt, JSON.stringify(answer)],
  );
}

export async function enter(client, { sagaId, step, direction }, customerId, points) {
  const { rows } = await client.query(
    `INSERT INTO points_entry (saga_id, step, direction, customer_id, points)
     VALUES ($1, $2, $3, $4, $5) RETURNING entry_id`,
    [sagaId, step, direction, customerId, points],
  );
  return rows[0].entry_id;
}

export async function entered(client, { sagaId, step }) {
  const { rows } = await client.query(
    `SELECT customer_id, points FROM points_entry
     WHERE saga_id = $1 AND step = $2 AND direction = 'execute'`,
    [sagaId, step],
  );
  return rows[0];
}
