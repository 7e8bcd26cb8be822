package io.focusforge.orchestrator.definition;

import io.focusforge.common.identity.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads steps that wait: for a person, a time, a signal or an event. */
final class PauseReader {
    private static final Duration A_MONTH = Duration.ofDays(31);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private static final Pattern FROM = Pattern.compile("run|step");

    private final CommonReader common;

    PauseReader(CommonReader common) {
        this.common = common;
    }

    Step approval(Part part) {
        var message = part.expression("message");
        var right = part.text("right").orElse(Scopes.TASKS_WRITE);
        if (!Scopes.isGrantable(right)) {
            part.wrong("right", "must be a scope, such as " + Scopes.TASKS_WRITE);
        }
        var patience = part.duration("patience", A_MONTH).orElse(A_WEEK);
        return new Step.Approve(common.of(part, CommonReader.Kind.INSIDE), right, message, patience);
    }

    Step pause(Part part) {
        var until = part.expression("until");
        var span = part.duration("for", A_MONTH);
        var event = part.text("event", EVENT);
        var on = on(part);
        var given = List.of(until.isPresent(), span.isPresent(), event.isPresent(), part.has("on")).stream()
                .filter(is -> is)
                .count();
        if (given != 1) {
            part.wrong("", "waits for one of 'for', 'until', 'event' and 'on'");
        }
        var patience = part.duration("patience", A_MONTH).orElse(A_DAY);
        return new Step.Wait(common.of(part, CommonReader.Kind.INSIDE), span, until, event, on, patience);
    }

    private static Optional<Step.OnEvent> on(Part part) {
        var type = part.type("on");
        var subject = part.expression("subject");
        var from = part.text("from", FROM);
        if (!part.has("on") && (subject.isPresent() || from.isPresent())) {
            part.wrong("", "says 'subject' and 'from' only with 'on'");
        }
        return type.map(wanted -> new Step.OnEvent(wanted, subject, !from.equals(Optional.of("step"))));
    }
}
