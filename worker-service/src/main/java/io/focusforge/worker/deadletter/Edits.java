package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.handler.Payloads;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks a corrected payload as it would be when a job is created. Payloads that services make cannot be edited: they say what a service does
 * in the name of the user, who may not be allowed to ask for something else.
 */
@ApplicationScoped
class Edits {
    private final Handlers handlers;
    private final Payloads payloads;

    Edits(Handlers handlers, Payloads payloads) {
        this.handlers = handlers;
        this.payloads = payloads;
    }

    /** @return the payload to be stored */
    String payload(Caller caller, DeadLetter letter, JsonNode asked) throws JsonProcessingException {
        var type = type(letter.job().type());
        var whole = payloads.withSecrets(type, asked, letter.job().payload());
        var text = payloads.write(whole);
        payloads.check(caller, type, whole);
        return text;
    }

    private JobType<?> type(String name) {
        return handlers.type(name)
                .filter(JobType::publicType)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.CONFLICT,
                        "The payload cannot be edited: %s is not a type that clients may create.".formatted(name)));
    }
}
