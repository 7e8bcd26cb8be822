-- What happened to memories and documents, for those who follow it: ids only, in the order of transactions.
CREATE TABLE changes (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    user_id   uuid        NOT NULL,
    -- The number of its transaction, or that of the change before it of the same thing where that is greater.
    turn      bigint      NOT NULL,
    place     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    type      text        NOT NULL,
    subject   uuid        NOT NULL,
    at        timestamptz NOT NULL,
    event     text        NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX changes_of_user ON changes (tenant_id, user_id, turn, place);
CREATE INDEX changes_of_subject ON changes (tenant_id, subject, turn);
CREATE INDEX changes_old ON changes (at);

ALTER TABLE changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE changes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON changes USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, DELETE ON changes TO ${role};
