-- Calls answer outcomes that the inbox's first version did not know.
ALTER TABLE handled_command DROP CONSTRAINT IF EXISTS handled_command_outcome_check;
ALTER TABLE handled_command ADD CONSTRAINT handled_command_outcome_check
    CHECK (outcome IN ('succeeded', 'rejected', 'failed', 'unknown', 'waiting'));
