-- Words are made task by task: with one key in that order they are appended, where two in any order were searched for and split.
ALTER TABLE task_words_rebuilt DROP CONSTRAINT task_words_rebuilt_pkey;
DROP INDEX task_words_rebuilt_task;
ALTER TABLE task_words_rebuilt ADD PRIMARY KEY (tenant_id, task_id, word);
