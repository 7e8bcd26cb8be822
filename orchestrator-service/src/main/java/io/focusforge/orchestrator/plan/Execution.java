package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Steps that run by themselves.
 *
 * @param settled what runs have cost that are over
 * @param spent what all have cost so far, those that run included
 * @param stoppedBy calls, tokens, cost, time, person, failure or operator; null while nothing has stopped it
 * @param endsAt when the time of its budget is over
 * @param saga that undoes it when it is given up; null for one that is older than these
 */
public record Execution(
        State state,
        Budget budget,
        Spent settled,
        Spent spent,
        String stoppedBy,
        Instant startedAt,
        Instant endsAt,
        UUID saga,
        OnFailure onFailure) {
    public Execution {
        onFailure = onFailure == null ? OnFailure.WAIT : onFailure;
    }

    /** Where it stands. */
    public enum State {
        RUNNING,
        /** Nothing runs: what is left waits for the person, or has failed. */
        WAITING,
        STOPPED,
        DONE,
        /** What it has done is being undone. */
        ABANDONING,
        /** What it had done is undone. */
        ABANDONED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it has cost. @param calls of models */
    public record Spent(int calls, long tokens, long costMicros) {
        public static final Spent NOTHING = new Spent(0, 0, 0);

        public Spent plus(Spent other) {
            return new Spent(calls + other.calls, tokens + other.tokens, costMicros + other.costMicros);
        }
    }

    public static Execution begun(Budget budget, OnFailure onFailure, UUID saga, Instant now) {
        return new Execution(
                State.RUNNING,
                budget,
                Spent.NOTHING,
                Spent.NOTHING,
                null,
                now,
                now.plus(Duration.ofMinutes(budget.minutes())),
                saga,
                onFailure);
    }

    public boolean isOf(UUID otherSaga) {
        return otherSaga.equals(saga);
    }

    public boolean isActive() {
        return state == State.RUNNING || state == State.WAITING;
    }

    /** What more was spent of than there is; null for nothing. */
    public String exceeded(Instant now) {
        if (!now.isBefore(endsAt)) {
            return "time";
        }
        if (spent.calls() > budget.calls()) {
            return "calls";
        }
        if (spent.tokens() > budget.tokens()) {
            return "tokens";
        }
        return spent.costMicros() > budget.costMicros() ? "cost" : null;
    }

    /** What nothing is left of, so that no step may begin; null for nothing. */
    public String usedUp() {
        if (spent.calls() >= budget.calls()) {
            return "calls";
        }
        if (spent.tokens() >= budget.tokens()) {
            return "tokens";
        }
        return budget.costMicros() > 0 && spent.costMicros() >= budget.costMicros() ? "cost" : null;
    }

    public Execution at(State newState, String by) {
        return new Execution(newState, budget, settled, spent, by, startedAt, endsAt, saga, onFailure);
    }

    /**
     * @param ended what runs have cost that have ended since
     * @param running what those have cost that go on
     */
    public Execution having(Spent ended, Spent running) {
        var total = settled.plus(ended);
        return new Execution(state, budget, total, total.plus(running), stoppedBy, startedAt, endsAt, saga, onFailure);
    }
}
