-- Answers in conversations. The messages themselves are memory-service's: text is here only until it has been kept there (pending), so that none is lost
-- and none is kept twice; citations and feedback stay.
CREATE TABLE answers (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    conversation_id uuid        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    pending         boolean     NOT NULL,
    stopping        boolean     NOT NULL DEFAULT false,
    request         text        NOT NULL,
    text            text,
    result          text,
    question_id     uuid,
    message_id      uuid,
    rating          text        CHECK (rating IN ('up', 'down')),
    comment         text,
    rated_at        timestamptz,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    lease_until     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX answers_of_conversation ON answers (tenant_id, user_id, conversation_id, id);
CREATE INDEX answers_rated ON answers (tenant_id, user_id, rating, id) WHERE rating IS NOT NULL;
CREATE INDEX answers_open ON answers (lease_until) WHERE pending;

ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON answers USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON answers TO ${role};
