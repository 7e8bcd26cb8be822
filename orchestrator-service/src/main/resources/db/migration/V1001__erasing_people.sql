-- What happened is never changed; but a person can ask to be forgotten.
CREATE INDEX events_of_user ON events (tenant_id, user_id);
GRANT DELETE ON events TO ${role};
