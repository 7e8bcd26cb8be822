package io.focusforge.worker.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.dedupe.Admitted;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Terms;
import io.focusforge.worker.progress.Told;
import io.focusforge.worker.signal.Places;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Shows jobs to their owners. */
@ApplicationScoped
class JobViews {
    private static final int ACCEPTED = 202;

    private final Handlers handlers;
    private final Payloads payloads;
    private final Places places;
    private final Told told;
    private final ObjectMapper json;

    JobViews(Handlers handlers, Payloads payloads, Places places, Told told, ObjectMapper json) {
        this.handlers = handlers;
        this.payloads = payloads;
        this.places = places;
        this.told = told;
        this.json = json;
    }

    JobView of(Job job) {
        return new JobView(
                job.key().id(),
                job.type(),
                job.queue(),
                job.priority(),
                job.terms().rank(),
                StateFilter.shown(job.state()),
                payload(job),
                job.runAt(),
                job.attempt(),
                job.maxAttempts(),
                job.errors(),
                result(job),
                job.createdAt(),
                job.updatedAt(),
                finishedAt(job.state()),
                timeout(job.terms()),
                backoff(job.terms()),
                job.terms().deadline());
    }

    StoredAnswer accepted(Admitted admitted) {
        var view = of(admitted.job());
        try {
            var body = json.writeValueAsString(admitted.deduplicated() ? SharedJobView.of(view) : view);
            return new StoredAnswer(ACCEPTED, "/api/v1/jobs/" + view.id(), body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    /** @param position the query parameter of this name; absent, it stands for {@code false} */
    PlacedJob of(Job job, String position) {
        var place =
                switch (position) {
                    case null -> null;
                    case "false" -> null;
                    case "true" -> places.of(job.key()).orElse(null);
                    default -> throw ProblemException.invalid("position", "is true or false");
                };
        return new PlacedJob(of(job), told.progress(job).orElse(null), place);
    }

    /** The payload of a type that nobody knows is not shown: nobody knows what is secret in it. */
    private JsonNode payload(Job job) {
        return job.payload() == null
                ? null
                : handlers.type(job.type())
                        .map(type -> payloads.show(type, job.payload()))
                        .orElse(null);
    }

    private JsonNode result(Job job) {
        try {
            return job.result() == null ? null : json.readTree(job.result());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored result cannot be read", e);
        }
    }

    private static String timeout(Terms terms) {
        return terms.timeout() == null ? null : terms.timeout().toString();
    }

    private static JobView.Backoff backoff(Terms terms) {
        var backoff = terms.backoff();
        return backoff == null
                ? null
                : new JobView.Backoff(backoff.base().toString(), backoff.cap().toString());
    }

    private static Instant finishedAt(JobState state) {
        return state instanceof JobState.Finished finished ? finished.at() : null;
    }
}
