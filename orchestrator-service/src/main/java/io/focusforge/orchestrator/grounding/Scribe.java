package io.focusforge.orchestrator.grounding;

import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.modelstream.Listener;
import io.focusforge.orchestrator.modelstream.ModelCall;
import io.focusforge.orchestrator.modelstream.ModelFailure;
import io.focusforge.orchestrator.modelstream.Usage;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what a model says: text goes on at once, and a marker when its citation has been found to be true, until when the model waits. What is not
 * true leaves no trace. Everything happens on one context.
 */
final class Scribe implements Listener {
    /** No model's answer is longer. */
    private static final int LONGEST = 200_000;

    private final Context context;
    private final Citations citations;
    private final Caller caller;
    private final List<Source> sources;
    private final Reader reader;
    private final MarkerReader markers = new MarkerReader();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Citation> cited = new ArrayList<>();
    private ModelCall call;
    private Ending ending;
    private boolean checking;
    private boolean over;

    /** What is written, and for whom. */
    record Job(Context context, Caller caller, List<Source> sources, Reader reader) {}

    Scribe(Job job, Citations citations) {
        this.context = job.context();
        this.caller = job.caller();
        this.sources = job.sources();
        this.reader = job.reader();
        this.citations = citations;
    }

    void listensTo(ModelCall speaking) {
        call = speaking;
    }

    boolean hasBegun() {
        return !text.isEmpty() || !pieces.isEmpty();
    }

    boolean isOver() {
        return over;
    }

    /** Of a model that tells text and markers apart by itself. */
    void take(List<Piece> said, Ending end) {
        pieces.addAll(said);
        ending = end;
        work();
    }

    @Override
    public void text(String more) {
        pieces.addAll(markers.read(more));
        work();
    }

    @Override
    public void ended(String model, String finish, Usage usage) {
        take(markers.end(), new Ending.Finished(model, finish, usage, false));
    }

    @Override
    public void failed(ModelFailure failure) {
        take(List.of(), new Ending.Failed(failure));
    }

    void stop() {
        giveUp();
        end(new Ending.Stopped());
    }

    private void giveUp() {
        if (call != null) {
            call.cancel();
        }
    }

    private void work() {
        while (!checking && !over && !pieces.isEmpty()) {
            switch (pieces.poll()) {
                case Piece.Text(var more) -> say(more);
                case Piece.Marker marker -> check(marker);
            }
        }
        if (!checking && ending != null) {
            end(ending);
        }
    }

    private void check(Piece.Marker marker) {
        var source = source(marker.source());
        var quote = source.flatMap(there -> quote(marker, there));
        if (quote.isEmpty()) {
            return;
        }
        hold(true);
        var unused = citations
                .check(caller, source.get(), quote.get())
                .thenAccept(found -> context.runOnContext(here -> checked(marker, found)));
    }

    private void checked(Piece.Marker marker, Optional<Citation> found) {
        checking = false;
        if (!over) {
            found.ifPresent(citation -> cite(marker, citation));
            work();
            hold(checking);
        }
    }

    private void hold(boolean isChecking) {
        checking = isChecking;
        if (call != null && isChecking) {
            call.pause();
        } else if (call != null) {
            call.resume();
        }
    }

    private void cite(Piece.Marker marker, Citation citation) {
        var known = cited.stream().filter(citation::isSameAs).findFirst();
        var number = known.map(Citation::marker).orElse(cited.size() + 1);
        say("%s[%d]".formatted(marker.written(), number));
        if (known.isEmpty()) {
            var placed = citation.placed(number, text.length());
            cited.add(placed);
            reader.cited(placed);
        }
    }

    private void say(String more) {
        text.append(more);
        reader.text(more);
        if (text.length() > LONGEST) {
            giveUp();
            pieces.clear();
            ending = new Ending.Finished(null, "length", Usage.UNKNOWN, false);
        }
    }

    private Optional<Source> source(int number) {
        return number >= 1 && number <= sources.size() ? Optional.of(sources.get(number - 1)) : Optional.empty();
    }

    private Optional<String> quote(Piece.Marker marker, Source source) {
        return marker.quote() != null
                ? Optional.of(marker.quote())
                : Quotation.supporting(Quotation.lastSentence(text.toString()), source.text());
    }

    private void end(Ending how) {
        if (!over) {
            over = true;
            reader.ended(how);
        }
    }
}
