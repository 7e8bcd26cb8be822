package io.focusforge.orchestrator.conversation;

import io.focusforge.common.sse.Outlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Ending;
import io.focusforge.orchestrator.grounding.Reader;
import io.focusforge.orchestrator.grounding.Speakers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** An answer that is being made here: told to who asked, and to all others through Redis. All of it happens on its context, but for what says otherwise. */
final class AnswerRun implements Reader {
    private final AnswerKey key;
    private final Outlet outlet;
    private final Broadcast broadcast;
    private final Story story;
    private final BiConsumer<Draft, Ending> atEnd;
    private final StringBuilder text = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();
    private Position position = Position.BEGINNING;
    private Speakers.Speech speech;
    private boolean wrote;
    private boolean stopped;

    /** As far as it has come. */
    record Draft(String text, List<Citation> citations) {}

    /** @param atEnd is called once */
    AnswerRun(AnswerKey key, Outlet outlet, Broadcast broadcast, Story story, BiConsumer<Draft, Ending> atEnd) {
        this.key = key;
        this.outlet = outlet;
        this.broadcast = broadcast;
        this.story = story;
        this.atEnd = atEnd;
    }

    AnswerKey key() {
        return key;
    }

    void speaks(Speakers.Speech begun) {
        speech = begun;
        if (stopped) {
            speech.stop();
        }
    }

    /** It may be asked for before anything is said. */
    void stop() {
        stopped = true;
        if (speech != null) {
            speech.stop();
        }
    }

    /** A comment where nothing was said since the last one. */
    void keepAlive() {
        if (!wrote && !outlet.isGone()) {
            outlet.write(SseEvent.KEEP_ALIVE);
        }
        wrote = false;
    }

    @Override
    public void text(String more) {
        text.append(more);
        var after = position.andText(more.length());
        tell(story.text(more, after), after);
    }

    @Override
    public void cited(Citation citation) {
        citations.add(citation);
        var after = position.andCitation();
        tell(story.citation(citation, after), after);
    }

    @Override
    public void ended(Ending ending) {
        atEnd.accept(new Draft(text.toString(), List.copyOf(citations)), ending);
    }

    /** From any thread, when nothing is told any more. */
    void end(Answer answer) {
        outlet.write(story.end(answer, position));
        outlet.end();
    }

    private void tell(String frame, Position after) {
        outlet.write(frame);
        wrote = true;
        broadcast.add(new Entry(position, after, frame));
        position = after;
    }
}
