package io.focusforge.orchestrator.conversation;

import io.focusforge.common.sse.Outlet;
import io.focusforge.orchestrator.grounding.Prompts;
import io.focusforge.orchestrator.grounding.Speakers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Has an answer made that was accepted. It goes on whatever becomes of the request that asked for it. */
@ApplicationScoped
class Runs {
    private final Vertx vertx;
    private final Prompts prompts;
    private final Speakers speakers;
    private final Running running;
    private final WordsInRedis redis;
    private final Endings endings;

    Runs(Vertx vertx, Prompts prompts, Speakers speakers, Running running, WordsInRedis redis, Endings endings) {
        this.vertx = vertx;
        this.prompts = prompts;
        this.speakers = speakers;
        this.running = running;
        this.redis = redis;
        this.endings = endings;
    }

    /** @return the answer when it has come to its end */
    CompletableFuture<Answer> begin(Question question, CompletableFuture<UUID> asked, Outlet outlet) {
        var sources = question.looking().join();
        var prompt = prompts.of(
                question.setting().past(),
                sources.items(),
                question.ask().content(),
                question.window().prompt());
        var choice = question.choice();
        var brief = new Speakers.Brief(
                question.caller().counted(),
                choice.model(),
                choice.mayQuoteInstead(),
                question.ask().content(),
                prompt);
        var context = vertx.getOrCreateContext();
        var done = new CompletableFuture<Answer>();
        var run = endings.run(
                new Endings.Under(question, sources.states(), asked, done), outlet, broadcast(context, question));
        running.begin(run, context);
        context.runOnContext(here -> run.speaks(speakers.begin(context, brief, run)));
        return done;
    }

    private Broadcast broadcast(Context context, Question question) {
        return new Broadcast(vertx, context, redis, question.row().key());
    }
}
