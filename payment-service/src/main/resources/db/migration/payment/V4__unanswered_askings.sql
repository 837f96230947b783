-- How often the gateway was asked for this charge without an answer on record: each of these may
-- have moved money. What was under way before this column came may be one of them.
ALTER TABLE payment ADD COLUMN unanswered int NOT NULL DEFAULT 0;
UPDATE payment SET unanswered = 1 WHERE status = 'pending' OR intent = 'charge';
