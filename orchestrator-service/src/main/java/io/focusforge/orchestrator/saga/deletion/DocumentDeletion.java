package io.focusforge.orchestrator.saga.deletion;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.conversation.QuotedDocuments;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.saga.MemoryCalls;
import io.focusforge.orchestrator.saga.SagaAction;
import io.focusforge.orchestrator.saga.SagaKind;
import io.focusforge.orchestrator.saga.SagaStep;
import io.focusforge.orchestrator.saga.SagaWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A document is hidden by the request that deletes it, and shown again when its file cannot be removed. Once the file is gone there is no way
 * back: what is left must go, too.
 */
class DocumentDeletion {
    static final String KIND = "document-deletion";
    private static final SagaStep.Tries TRIES =
            new SagaStep.Tries(Duration.ofMinutes(1), 50, Duration.ofSeconds(1), Duration.ofMinutes(10));
    private static final Duration TIMEOUT = Duration.ofDays(7);
    private static final int RETURNING = 3;

    @Produces
    @Singleton
    SagaKind kind(MemoryCalls memory, QuotedDocuments quotes) {
        return new SagaKind(
                KIND,
                TIMEOUT,
                RETURNING,
                List.of(
                        new SagaStep("hide", TRIES, work -> null, Optional.of(asks(memory, "show"))),
                        new SagaStep("citations", TRIES, withdraws(quotes), Optional.of(restores(quotes))),
                        new SagaStep("file", TRIES, asks(memory, "file"), Optional.empty()),
                        new SagaStep("rest", TRIES, asks(memory, "rest"), Optional.empty()),
                        new SagaStep("quotes", TRIES, strips(quotes), Optional.empty())));
    }

    private static SagaAction asks(MemoryCalls memory, String what) {
        return work -> {
            memory.post(work, "/internal/deletions/" + work.saga().id() + "/" + what);
            return null;
        };
    }

    private static SagaAction withdraws(QuotedDocuments quotes) {
        return work -> done(() -> quotes.withdraw(work.saga().tenant(), document(work)));
    }

    private static SagaAction restores(QuotedDocuments quotes) {
        return work -> done(() -> quotes.restore(work.saga().tenant(), document(work)));
    }

    /** As often as it takes: each time some answers. */
    private static SagaAction strips(QuotedDocuments quotes) {
        return work -> {
            while (quotes.strip(work.saga().tenant(), document(work))) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return null;
        };
    }

    private static JsonNode done(Runnable action) {
        action.run();
        return null;
    }

    private static UUID document(SagaWork work) {
        try {
            return UUID.fromString(work.input().path("documentId").asText());
        } catch (IllegalArgumentException e) {
            throw new RunFailure("invalid_input", "The saga names no document.", false);
        }
    }
}
