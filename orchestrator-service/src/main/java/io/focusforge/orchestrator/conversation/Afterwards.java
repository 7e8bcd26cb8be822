package io.focusforge.orchestrator.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What nobody waits for: a title for a conversation that has none, and a summary of turns that have fallen out of the prompt. What fails is tried again after the next answer. */
@ApplicationScoped
class Afterwards {
    private static final Logger LOG = Logger.getLogger(Afterwards.class);

    private final Memory memory;
    private final Titles titles;
    private final Summaries summaries;

    Afterwards(Memory memory, Titles titles, Summaries summaries) {
        this.memory = memory;
        this.titles = titles;
        this.summaries = summaries;
    }

    /** On a thread that may wait. */
    void of(Question question, AnswerRow ended) {
        if (ended.text() == null) {
            return;
        }
        try {
            name(question, ended);
            sumUp(question);
        } catch (RuntimeException e) {
            LOG.infof(
                    "Conversation %s has no title or summary yet: %s",
                    ended.key().conversation(), e);
        }
    }

    private void name(Question question, AnswerRow ended) {
        var place = Keeping.place(ended.key());
        if (Memory.now(memory.titled(place)).title() == null) {
            var title = titles.of(question.caller(), question.ask().content(), ended.text());
            Memory.now(memory.rename(place, title));
        }
    }

    private void sumUp(Question question) {
        var talk = question.setting().talk();
        if (talk.omitted() == null || talk.omitted().unsummarised() == 0) {
            return;
        }
        var place = Keeping.place(question.row().key());
        var from = talk.summary() == null ? 1 : talk.summary().upTo() + 1;
        var turns = Memory.now(memory.from(place, from, Summaries.MOST_TURNS)).stream()
                .filter(said -> said.seq() <= talk.omitted().to())
                .toList();
        if (!turns.isEmpty()) {
            var before = talk.summary() == null ? "" : talk.summary().text();
            var text = summaries.of(question.caller(), before, turns);
            Memory.now(memory.sumUp(place, text, turns.getLast().seq()));
        }
    }
}
