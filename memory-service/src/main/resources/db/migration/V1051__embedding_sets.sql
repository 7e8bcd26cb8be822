-- Which model filled which of the two sets of vectors, and which set is searched. Of the whole installation: no tenant's data.
CREATE TABLE embedding_sets (
    name       text        PRIMARY KEY CHECK (name IN ('A', 'B')),
    -- null: the model of the configuration
    model      text,
    state      text        NOT NULL CHECK (state IN ('SEARCHED', 'FILLING', 'FILLED', 'EMPTYING', 'EMPTY')),
    -- the last chunk that the background has embedded, and how many so far
    tenant_id   uuid,
    document_id uuid,
    version     integer,
    done        bigint      NOT NULL DEFAULT 0,
    changed_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX embedding_sets_searched ON embedding_sets (state) WHERE state = 'SEARCHED';
INSERT INTO embedding_sets (name, state) VALUES ('A', 'SEARCHED'), ('B', 'EMPTY');
GRANT SELECT, UPDATE ON embedding_sets TO ${role};
