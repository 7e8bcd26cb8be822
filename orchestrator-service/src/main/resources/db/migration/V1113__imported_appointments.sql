-- The entry of a calendar file that an appointment comes from: when the file comes again, what it no longer says goes.
ALTER TABLE appointments ADD COLUMN source uuid;
CREATE INDEX appointments_source ON appointments (tenant_id, owner_id, source) WHERE source IS NOT NULL;
