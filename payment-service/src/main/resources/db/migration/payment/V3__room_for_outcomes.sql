-- A command is noted before the gateway is asked and gets its outcome afterwards: every row is
-- written twice, the second time longer. With room on its page that touches no index.
ALTER TABLE handled_command SET (fillfactor = 45);
