-- Sagas of one page mostly started together and move together. Half of the page is left for their
-- next versions, so that an ordinary transition stays on its page and touches no index.
ALTER TABLE saga SET (fillfactor = 50);
