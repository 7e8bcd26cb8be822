package io.focusforge.orchestrator.plantime;

import io.focusforge.orchestrator.plan.Change;
import io.focusforge.orchestrator.plan.Outlook;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.TimeSpan;
import io.focusforge.orchestrator.planschedule.Obstacle;
import io.focusforge.orchestrator.planschedule.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What has moved and what is broken, in words. */
final class Sentences {
    private Sentences() {}

    static Change doneEarly(PlanStep step, TimeSpan from, Instant now) {
        var early = Duration.between(now, from.end()).toMinutes();
        var message = "Done %d minutes before its planned end; what is left of its time is free.".formatted(early);
        return new Change(step.id(), from, null, Change.DONE_EARLY, null, message);
    }

    static Change moved(PlanStep step, TimeSpan from, Reason reason) {
        var name = reason.kind().name().toLowerCase(Locale.ROOT);
        var message = step.blocks().isEmpty() ? why(reason) + " There is no room for it." : why(reason);
        return new Change(step.id(), from, step.span(), name, reason.step(), message);
    }

    private static String why(Reason reason) {
        return switch (reason.kind()) {
            case NEW -> "It had no time yet.";
            case SLIPPED -> "Its time has passed, and it is not done.";
            case EDITED -> "It was changed itself: what it takes, or when it may begin.";
            case TIME_TAKEN -> "Its time is not free any more.";
            case WAITS_FOR -> "It waits for %s, which ends later than it began.".formatted(reason.step());
            case MAKES_ROOM -> "Its time helps %s to meet a deadline.".formatted(reason.step());
            case DEADLINE -> "It would have missed its deadline where it was.";
        };
    }

    static Outlook.Broken broken(Plan plan, Obstacle obstacle) {
        var deadline = deadline(plan, plan.step(obstacle.step()).orElseThrow());
        return new Outlook.Broken(
                obstacle.constraint().name().toLowerCase(Locale.ROOT),
                obstacle.step(),
                obstacle.steps(),
                deadline,
                obstacle.needed(),
                obstacle.available(),
                obstacle.late(),
                obstacle.proven(),
                message(obstacle, deadline));
    }

    private static Instant deadline(Plan plan, PlanStep step) {
        var own = step.deadline();
        if (own == null || plan.deadline() == null) {
            return own == null ? plan.deadline() : own;
        }
        return own.isBefore(plan.deadline()) ? own : plan.deadline();
    }

    private static String by(Instant deadline) {
        return deadline == null ? "Within %d days".formatted(WorkingTime.DAYS_AHEAD) : "By " + deadline;
    }

    private static String message(Obstacle obstacle, Instant deadline) {
        var steps = String.join(", ", obstacle.steps());
        return switch (obstacle.constraint()) {
            case DEPENDENCIES ->
                "Step %s waits for others: %s take %d minutes one after the other, and end %d minutes behind %s even if nothing else is done."
                        .formatted(obstacle.step(), steps, obstacle.needed(), obstacle.late(), deadline);
            case CAPACITY ->
                "%s there are %d minutes of working time, and %s take %d."
                        .formatted(by(deadline), obstacle.available(), steps, obstacle.needed());
            case APPOINTMENTS ->
                "%s appointments and other plans leave %d minutes of working time, and %s take %d. Without them there would be enough."
                        .formatted(by(deadline), obstacle.available(), steps, obstacle.needed());
            case WORKING_HOURS ->
                "Step %s finds no sitting of %d minutes within %d days: the working hours are too short for it."
                        .formatted(obstacle.step(), obstacle.needed(), WorkingTime.DAYS_AHEAD);
            case DEADLINE ->
                "Step %s ends %d minutes behind %s: %s want the same hours, and no better order was found."
                        .formatted(obstacle.step(), obstacle.late(), deadline, steps);
        };
    }
}
