-- The pieces of documents. A tenant is in one partition, so that its search neither walks nor competes with those of all others;
-- the keys begin with the tenant, so that the tables can be spread over several servers.

CREATE TABLE chunks (
    tenant_id   uuid    NOT NULL,
    document_id uuid    NOT NULL,
    version     integer NOT NULL,
    ordinal     integer NOT NULL,
    chunk_id    uuid    NOT NULL,
    -- 0 where there are no pages
    page        integer NOT NULL,
    -- characters of the extracted text
    start_char  integer NOT NULL,
    end_char    integer NOT NULL,
    heading     text    NOT NULL,
    text        text    NOT NULL,
    -- of the text, and of its heading, labelled C, which counts a quarter
    words       tsvector NOT NULL,
    length      real    NOT NULL,
    PRIMARY KEY (tenant_id, document_id, version, ordinal),
    UNIQUE (tenant_id, chunk_id)
) PARTITION BY HASH (tenant_id);

-- The same words, the other way round: which chunks have a word, and how often. The operators of full-text search are not
-- leakproof, so that row-level security keeps them away from GIN indexes; equality of text is. A row is for 64 neighbours of a document.
CREATE TABLE chunk_words (
    tenant_id   uuid       NOT NULL,
    lexeme      text COLLATE "C" NOT NULL,
    document_id uuid       NOT NULL,
    version     integer    NOT NULL,
    block       integer    NOT NULL,
    chunks      integer    NOT NULL,
    ordinals    integer[]  NOT NULL,
    frequencies real[]     NOT NULL,
    lengths     real[]     NOT NULL,
    PRIMARY KEY (tenant_id, lexeme, document_id, version, block) INCLUDE (chunks)
) PARTITION BY HASH (tenant_id);

-- How many there are, so that nobody has to count.
CREATE TABLE chunk_counts (
    tenant_id   uuid    NOT NULL,
    document_id uuid    NOT NULL,
    version     integer NOT NULL,
    chunks      integer NOT NULL,
    length      double precision NOT NULL,
    PRIMARY KEY (tenant_id, document_id, version) INCLUDE (chunks, length)
) PARTITION BY HASH (tenant_id);

-- What is superfluous, and removed in small steps.
CREATE TABLE chunk_leftovers (
    tenant_id   uuid    NOT NULL,
    document_id uuid    NOT NULL,
    version     integer NOT NULL,
    PRIMARY KEY (tenant_id, document_id, version)
);
ALTER TABLE chunk_leftovers ENABLE ROW LEVEL SECURITY;
ALTER TABLE chunk_leftovers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON chunk_leftovers USING (
    (SELECT current_setting('focusforge.tenant', true) = '*')
    OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON chunk_leftovers TO ${role};

DO $$
DECLARE
    vectors boolean;
    columns text;
    name    text;
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE pg_available_extensions.name = 'vector') THEN
        BEGIN
            CREATE EXTENSION IF NOT EXISTS vector;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE WARNING 'pgvector is installed, but not in this database: as superuser, CREATE EXTENSION vector';
        END;
    END IF;
    -- 0.8 is the first that goes on looking when a filter has left too few
    vectors := EXISTS (SELECT FROM pg_extension WHERE extname = 'vector'
                       AND (string_to_array(extversion, '.'))[1:2]::int[] >= ARRAY [0, 8]);
    IF NOT vectors THEN
        RAISE WARNING 'there is no pgvector from 0.8 on: chunks are searched by the signs of their embeddings';
    END IF;
    -- without the extension as for memories: the signs of the embedding, and 384 little-endian floats of length 1
    columns := CASE WHEN vectors THEN 'embedding vector(384) NOT NULL'
                    ELSE 'signature bit(384) NOT NULL, embedding bytea NOT NULL' END;
    -- two sets, so that a new model can fill the one while the other is searched
    FOREACH name IN ARRAY ARRAY ['chunk_vectors_a', 'chunk_vectors_b'] LOOP
        EXECUTE format('CREATE TABLE %I (tenant_id uuid NOT NULL, document_id uuid NOT NULL, version integer NOT NULL,
                            ordinal integer NOT NULL, %s, PRIMARY KEY (tenant_id, document_id, version, ordinal))
                        PARTITION BY HASH (tenant_id)', name, columns);
        EXECUTE format('ALTER TABLE %I ALTER COLUMN embedding SET STORAGE %s', name,
                       CASE WHEN vectors THEN 'PLAIN' ELSE 'EXTERNAL' END);
    END LOOP;
    FOREACH name IN ARRAY ARRAY ['chunks', 'chunk_words', 'chunk_counts', 'chunk_vectors_a', 'chunk_vectors_b'] LOOP
        FOR part IN 0..7 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 8, REMAINDER %s)
                            WITH (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05)',
                           name || '_' || part, name, part);
            IF vectors AND name LIKE 'chunk_vectors%' THEN
                EXECUTE format('CREATE INDEX %I ON %I USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 100)',
                               name || '_' || part || '_nearest', name || '_' || part);
            END IF;
        END LOOP;
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$CREATE POLICY tenant ON %I USING (
            (SELECT current_setting('focusforge.tenant', true) = '*')
            OR tenant_id = (SELECT nullif(nullif(current_setting('focusforge.tenant', true), '*'), '')::uuid))$policy$, name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${role}', name);
    END LOOP;
END $$;
