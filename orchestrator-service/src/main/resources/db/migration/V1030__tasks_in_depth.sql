-- What a task belongs to, and whether it waits for another one. Occurrences of a series name it.
ALTER TABLE tasks ADD COLUMN parent_id uuid, ADD COLUMN blocked boolean NOT NULL DEFAULT false, ADD COLUMN series_id uuid;
CREATE INDEX tasks_children ON tasks (tenant_id, parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_series ON tasks (tenant_id, series_id, id) WHERE series_id IS NOT NULL;
CREATE INDEX tasks_due ON tasks (tenant_id, owner_id, due_at, id) WHERE status = 'open' AND due_at IS NOT NULL;

-- Which task waits for which: rows and not an array, because row-level security lets an index be searched by = and < only.
CREATE TABLE task_dependencies (
    tenant_id  uuid NOT NULL,
    task_id    uuid NOT NULL,
    depends_on uuid NOT NULL,
    owner_id   uuid NOT NULL,
    PRIMARY KEY (tenant_id, task_id, depends_on)
);
CREATE INDEX task_dependencies_reverse ON task_dependencies (tenant_id, depends_on, task_id);
CREATE INDEX task_dependencies_owner ON task_dependencies (tenant_id, owner_id);

-- The words of titles, descriptions and labels, ordered byte by byte, so that the beginnings of words are ranges.
CREATE TABLE task_words (
    tenant_id uuid NOT NULL,
    owner_id  uuid NOT NULL,
    word      text COLLATE "C" NOT NULL,
    task_id   uuid NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, word, task_id)
);
CREATE INDEX task_words_task ON task_words (tenant_id, task_id);

ALTER TABLE task_dependencies ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_words ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON task_dependencies USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
CREATE POLICY tenant ON task_words USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id::text));
GRANT SELECT, INSERT, UPDATE, DELETE ON task_dependencies TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON task_words TO ${role};
