-- What search looks at. The memories themselves are in MongoDB; a row here follows its document, guarded by the revision.

-- Which words a memory has, as one bit for each: a superset test that costs nanoseconds, for choosing candidates.
CREATE FUNCTION word_bits(words tsvector) RETURNS bit(512)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(bit_or(set_bit(repeat('0', 512)::bit(512), (hashtextextended(lexeme, 0) & 511)::int, 1)),
                            repeat('0', 512)::bit(512))
            FROM unnest(words));

CREATE TABLE memory_index (
    tenant_id  uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    memory_id  uuid        NOT NULL,
    revision   integer     NOT NULL,
    type       text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    importance real        NOT NULL,
    -- the signs of the embedding; null where there is none
    signature  bit(384),
    word_bits  bit(512)    NOT NULL GENERATED ALWAYS AS (word_bits(words)) STORED,
    words      tsvector    NOT NULL,
    -- 384 little-endian floats of length 1, as ai-service sends them
    embedding  bytea,
    PRIMARY KEY (tenant_id, memory_id)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE memory_index ALTER COLUMN embedding SET STORAGE EXTERNAL;

-- A search walks over all memories of its owner: side by side in this index, and without visiting the table.
CREATE INDEX memory_index_owner ON memory_index (tenant_id, user_id)
    INCLUDE (memory_id, type, expires_at, signature, word_bits);

-- The same policy as everywhere, in the form that is evaluated once and not for each row.
ALTER TABLE memory_index ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON memory_index USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON memory_index TO ${role};
