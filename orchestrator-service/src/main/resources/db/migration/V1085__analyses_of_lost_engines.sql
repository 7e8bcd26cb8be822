-- Whose analysis it is while a request waits for it: when that engine is lost, others go on at once.
ALTER TABLE sagas ADD COLUMN engine_id uuid;
CREATE INDEX sagas_engine ON sagas (engine_id) WHERE engine_id IS NOT NULL;
