package io.focusforge.orchestrator.grounding;

import io.focusforge.common.identity.Caller;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;

/** All of an answer for whoever brings what was said before along. */
@ApplicationScoped
public class Answering {
    private final Retrieval retrieval;
    private final ModelChoices models;
    private final Prompts prompts;
    private final Speakers speakers;
    private final GroundingConfig config;

    Answering(Retrieval retrieval, ModelChoices models, Prompts prompts, Speakers speakers, GroundingConfig config) {
        this.retrieval = retrieval;
        this.models = models;
        this.prompts = prompts;
        this.speakers = speakers;
        this.config = config;
    }

    /** What a model is going to be asked. */
    public record Ready(Speakers.Brief brief, Sources.States sources) {}

    /** Waits for sources. */
    public Ready prepare(Caller caller, String question, Past past) {
        var looking = retrieval.of(caller, question, null);
        var choice = models.of(caller, null);
        var sources = looking.join();
        var prompt = prompts.of(
                past, sources.items(), question, config.windowOf(choice.model()).prompt());
        var brief = new Speakers.Brief(caller, choice.model(), choice.mayQuoteInstead(), question, prompt);
        return new Ready(brief, sources.states());
    }

    /** To be called on the context on which the reader will read. */
    public Speakers.Speech begin(Context context, Ready ready, Reader reader) {
        return speakers.begin(context, ready.brief(), reader);
    }
}
