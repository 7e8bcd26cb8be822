package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.Payloads;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows dead letters to their owners. */
@ApplicationScoped
class DeadLetterViews {
    private final Handlers handlers;
    private final Payloads payloads;

    DeadLetterViews(Handlers handlers, Payloads payloads) {
        this.handlers = handlers;
        this.payloads = payloads;
    }

    /** As an item of a list. */
    DeadLetterView summary(DeadLetter letter) {
        return view(letter, null, null);
    }

    DeadLetterView whole(DeadLetter letter) {
        return view(letter, payload(letter.job()), letter.errors());
    }

    private static DeadLetterView view(DeadLetter letter, JsonNode payload, List<JobError> errors) {
        var job = letter.job();
        return new DeadLetterView(
                job.key().id(),
                job.type(),
                job.queue(),
                job.priority(),
                payload,
                job.attempt(),
                job.maxAttempts(),
                job.errors().isEmpty() ? null : job.errors().getLast(),
                errors,
                letter.replays(),
                letter.replayedAt(),
                job.createdAt(),
                job.updatedAt(),
                letter.diedAt());
    }

    /** The payload of a type that nobody knows is not shown: nobody knows what is secret in it. */
    private JsonNode payload(Job job) {
        return handlers.type(job.type())
                .map(type -> payloads.show(type, job.payload()))
                .orElse(null);
    }
}
