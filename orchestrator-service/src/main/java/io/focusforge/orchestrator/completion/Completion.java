package io.focusforge.orchestrator.completion;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.Outlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Ending;
import io.focusforge.orchestrator.grounding.Reader;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A completion that is being made: written at once where it is a stream, and as a whole where not. Of its context. */
final class Completion implements Reader {
    private static final String DONE = SseEvent.data("[DONE]").encode();

    private final Bodies bodies;
    private final CompletionRequest request;
    private final Outlet outlet;
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();

    Completion(Bodies bodies, CompletionRequest request, Outlet outlet) {
        this.bodies = bodies;
        this.request = request;
        this.outlet = outlet;
    }

    /** The whole answer, or, of a stream, that its first words are told; fails when there is none. */
    CompletableFuture<String> done() {
        return done;
    }

    @Override
    public void text(String more) {
        if (request.stream()) {
            begin();
            write(bodies.text(more));
        }
        text.append(more);
    }

    @Override
    public void cited(Citation citation) {
        citations.add(citation);
        if (request.stream()) {
            write(bodies.citation(citation));
        }
    }

    @Override
    public void ended(Ending ending) {
        switch (ending) {
            case Ending.Finished finished -> finish(finished);
            case Ending.Failed(var failure) -> fail(new ProblemException(failure.code(), failure.detail()));
            case Ending.Stopped stopped -> outlet.end();
        }
    }

    private void finish(Ending.Finished finished) {
        if (!request.stream()) {
            done.complete(bodies.whole(text.toString(), List.copyOf(citations), finished));
            return;
        }
        begin();
        write(bodies.last(finished, citations));
        if (request.includesUsage()) {
            write(bodies.usage(finished.usage()));
        }
        outlet.write(DONE);
        outlet.end();
    }

    private void fail(ProblemException problem) {
        if (!done.completeExceptionally(problem)) {
            write(new JsonObject()
                    .put(
                            "error",
                            new JsonObject()
                                    .put("message", problem.getMessage())
                                    .put("type", "server_error")
                                    .put("code", problem.code().code()))
                    .encode());
            outlet.end();
        }
    }

    private void begin() {
        if (text.isEmpty() && done.complete("")) {
            write(bodies.first());
        }
    }

    private void write(String data) {
        outlet.write(SseEvent.data(data).encode());
    }
}
