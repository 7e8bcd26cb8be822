package io.focusforge.orchestrator.conversation;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.Written;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Takes a question in: from its first word on, the answer is known to Postgres. */
@ApplicationScoped
class Asking {
    private final Questions questions;
    private final Answers answers;
    private final Keeping keeping;
    private final Runs runs;
    private final Telling telling;
    private final Opening opening;

    Asking(Questions questions, Answers answers, Keeping keeping, Runs runs, Telling telling, Opening opening) {
        this.questions = questions;
        this.answers = answers;
        this.keeping = keeping;
        this.runs = runs;
        this.telling = telling;
        this.opening = opening;
    }

    /** Who asks, and how. */
    record Request(Caller caller, UUID conversation, String idempotencyKey, RoutingContext http) {}

    /** @param asked the message that asks, where it is kept already; else null */
    Response ask(Request request, Ask ask, UUID asked) {
        requireModels(request.caller());
        var key = opening.key(request, ask, asked);
        var question = questions.of(request.caller(), request.conversation(), ask, asked);
        return answers.accept(question, key, opening.lease())
                .map(first -> again(request, ask, first))
                .orElseGet(() -> begin(request, question));
    }

    private Response begin(Request request, Question question) {
        var kept = keeping.question(question.row());
        var key = question.row().key();
        if (!Telling.wantsStream(question.ask(), request.http())) {
            return telling.whole(key, runs.begin(question, kept, Nobody.LISTENS));
        }
        var outlet = new HttpOutlet(request.http().response());
        opening.tell(outlet, question, request.http());
        var unused = runs.begin(question, kept, outlet);
        return Response.ok(Written.ALREADY).build();
    }

    private Response again(Request request, Ask ask, UUID first) {
        var caller = request.caller();
        var key = new AnswerKey(caller.tenant(), caller.user(), request.conversation(), first);
        return Telling.wantsStream(ask, request.http())
                ? telling.follow(answers.row(key), Position.BEGINNING, request.http())
                : telling.whole(key, answers.get(key), true);
    }

    private static void requireModels(Caller caller) {
        if (!caller.may(Scopes.MODELS_WRITE)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "An answer needs the scope %s besides.".formatted(Scopes.MODELS_WRITE));
        }
    }
}
