package io.focusforge.ai.limit;

import io.focusforge.common.limit.Gcra;
import io.focusforge.common.limit.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What this pod counts of its share of one rule while Redis is away. Not for several threads at once. */
final class LocalState {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofSeconds(61);

    private final Rule rule;
    private final long share;
    private final TokenWindow tokens = new TokenWindow();
    private long arrivalMicros;
    private long underWay;
    private long spentMicros;
    private long reservedMicros;

    /** @param spent what was spent of a budget before: the pods share what is left */
    LocalState(Rule rule, long spent, int pods) {
        this.rule = rule;
        this.share = rule.dimension() == Dimension.MONEY
                ? Math.max(0, rule.limit() - spent) / pods
                : Math.max(1, rule.limit() / pods);
    }

    /**
     * @param left before the demand
     * @param delay null when the demand fits
     */
    record Look(long left, Duration reset, Duration delay) {
        Standing standing(Rule rule, long taken) {
            return new Standing(rule, Math.max(0, left - taken), reset);
        }
    }

    Look look(long units, Instant now) {
        return switch (rule.dimension()) {
            case REQUESTS -> requests(units, now);
            case TOKENS -> tokens(Math.min(units, share), now.getEpochSecond());
            case CONCURRENT -> new Look(Math.max(0, share - underWay), Duration.ZERO, underWay >= share ? SOON : null);
            case MONEY -> money(units, Duration.between(now, rule.period().end()));
        };
    }

    void reserve(long units, Instant now) {
        switch (rule.dimension()) {
            case REQUESTS -> arrivalMicros = step(now).arrivalMicros();
            case TOKENS -> tokens.add(now.getEpochSecond(), Math.min(units, share));
            case CONCURRENT -> underWay++;
            case MONEY -> reservedMicros += units;
        }
    }

    void settle(long units, long chargedSecond, Actual spent, Instant now) {
        switch (rule.dimension()) {
            case REQUESTS -> {}
            case TOKENS -> settleTokens(Math.min(units, share), chargedSecond, spent.tokens(), now.getEpochSecond());
            case CONCURRENT -> underWay = Math.max(0, underWay - 1);
            case MONEY -> {
                reservedMicros = Math.max(0, reservedMicros - units);
                spentMicros += spent.costMicros();
            }
        }
    }

    private Look requests(long units, Instant now) {
        var decision = step(now).decision();
        var notTaken = decision.admitted() && units == 0 ? new Quota((int) share).intervalMicros() : 0;
        return new Look(
                decision.remaining() + (decision.admitted() ? 1 : 0),
                Duration.of(decision.resetMicros() - notTaken, ChronoUnit.MICROS),
                decision.admitted() ? null : decision.retryAfter());
    }

    private Look tokens(long units, long second) {
        var free = share - tokens.sum(second);
        if (units <= free) {
            return new Look(free, free - units == share ? Duration.ZERO : WINDOW, null);
        }
        var frees = tokens.frees(second, units - free);
        return new Look(Math.max(0, free), WINDOW, Duration.ofSeconds(Math.max(1, frees - second)));
    }

    private Look money(long units, Duration untilEnd) {
        var free = share - spentMicros - reservedMicros;
        if (units == 0 || units <= free) {
            return new Look(Math.max(0, free), untilEnd, null);
        }
        return new Look(Math.max(0, free), untilEnd, spentMicros + units > share ? untilEnd : SOON);
    }

    private void settleTokens(long units, long chargedSecond, long used, long second) {
        if (used > units) {
            tokens.add(second, used - units);
        } else {
            tokens.takeBack(chargedSecond, units - used);
        }
    }

    private Gcra.Step step(Instant now) {
        return Gcra.step(arrivalMicros, ChronoUnit.MICROS.between(Instant.EPOCH, now), new Quota((int) share));
    }
}
