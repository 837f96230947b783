-- Participants may also answer that they cannot know, or that they wait for a signal.
ALTER TABLE handled_command DROP CONSTRAINT IF EXISTS handled_command_outcome_check;
ALTER TABLE handled_command ADD CONSTRAINT handled_command_outcome_check
    CHECK (outcome IN ('succeeded', 'rejected', 'failed', 'unknown', 'waiting'));
