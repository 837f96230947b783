-- Whether an attempt before the one on record may have taken effect although it never succeeded.
ALTER TABLE handled_command ADD COLUMN doubtful boolean NOT NULL DEFAULT false;
