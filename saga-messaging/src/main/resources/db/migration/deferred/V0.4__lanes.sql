-- What stands in line for the same thing, such as one host; null where nothing is shared.
ALTER TABLE deferred_command ADD COLUMN lane text;
