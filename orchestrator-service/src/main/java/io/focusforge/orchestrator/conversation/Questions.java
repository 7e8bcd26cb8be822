package io.focusforge.orchestrator.conversation;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.grounding.GroundingConfig;
import io.focusforge.orchestrator.grounding.ModelChoices;
import io.focusforge.orchestrator.grounding.Prompts;
import io.focusforge.orchestrator.grounding.Retrieval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Finds out whether a question can be answered, and what was said before it, while its sources are looked for. */
@ApplicationScoped
class Questions {
    /** More is not chosen by memory-service. */
    private static final int MOST_TURN_TOKENS = 250_000;

    private final Settings settings;
    private final Retrieval retrieval;
    private final ModelChoices models;
    private final Prompts prompts;
    private final GroundingConfig config;
    private final Clock clock;

    Questions(
            Settings settings,
            Retrieval retrieval,
            ModelChoices models,
            Prompts prompts,
            GroundingConfig config,
            Clock clock) {
        this.settings = settings;
        this.retrieval = retrieval;
        this.models = models;
        this.prompts = prompts;
        this.config = config;
        this.clock = clock;
    }

    /** @param asked the message that asks, where it is kept already; else null */
    Question of(Caller caller, UUID conversation, Ask ask, UUID asked) {
        var place = new Memory.Place(caller, conversation);
        var choice = models.of(caller, ask.model());
        var window = config.windowOf(choice.model());
        var looking = retrieval.of(caller, ask.content(), ask.collections());
        var there = models.requireThere(caller, choice);
        var turns = Math.min(MOST_TURN_TOKENS, window.prompt() / 2);
        var setting = asked == null ? settings.of(place, ask, turns) : settings.ofQuestion(place, asked, turns);
        prompts.of(setting.past(), List.of(), ask.content(), window.prompt());
        require(there);
        return new Question(caller, row(caller, conversation, ask, setting), ask, setting, choice, window, looking);
    }

    private AnswerRow row(Caller caller, UUID conversation, Ask ask, Setting setting) {
        var key = new AnswerKey(caller.tenant(), caller.user(), conversation, Ids.next());
        var content = setting.question() == null ? ask.content() : null;
        var asked = new Asked(content, setting.parent(), setting.isRoot());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new AnswerRow(
                key, AnswerState.RUNNING, true, asked, null, null, setting.question(), null, null, now, null);
    }

    private static void require(CompletableFuture<Void> condition) {
        try {
            condition.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
