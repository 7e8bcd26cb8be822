package io.focusforge.worker.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers to a job's questions so far. */
@ApplicationScoped
class AnswerStore {
    private static final Statement FIND = new Statement(
            "SELECT item, digest, answer::text AS answer FROM inference_answers WHERE tenant_id = $1 AND job_id = $2");
    private static final Statement KEEP = new Statement("""
            INSERT INTO inference_answers (tenant_id, job_id, item, digest, answer, created_at)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
            ON CONFLICT (tenant_id, job_id, item)
            DO UPDATE SET digest = excluded.digest, answer = excluded.answer, created_at = excluded.created_at""");
    private static final Statement PURGE = new Statement("""
            DELETE FROM inference_answers WHERE (tenant_id, job_id, item) IN (
                SELECT tenant_id, job_id, item FROM inference_answers WHERE created_at < $1 ORDER BY created_at LIMIT $2::int)""");

    private final TenantDatabase database;
    private final ObjectMapper json;
    private final Clock clock;

    AnswerStore(TenantDatabase database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** By item. An answer to another question, asked before the payload was edited, is none. */
    Map<Integer, Answer> find(JobKey job, List<Question> questions) {
        return database.read(job.tenant(), connection -> {
            var answers = new HashMap<Integer, Answer>();
            for (var row : FIND.run(connection, job.tenant(), job.id())) {
                var item = row.getInteger("item");
                if (item < questions.size() && questions.get(item).digest().equals(row.getString("digest"))) {
                    answers.put(item, read(row.getString("answer")));
                }
            }
            return answers;
        });
    }

    void keep(JobKey job, Question question, Answer answer) {
        var text = write(answer);
        database.inTransaction(
                job.tenant(),
                connection -> KEEP.run(
                        connection, job.tenant(), job.id(), question.item(), question.digest(), text, clock.instant()));
    }

    int purge(Instant before, int limit) {
        return database.acrossTenants(
                connection -> PURGE.run(connection, before, limit).rowCount());
    }

    private Answer read(String text) {
        try {
            return json.readValue(text, Answer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        }
    }

    private String write(Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
