package io.focusforge.worker.schedule;

import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Fires at the wall-clock times of a cron expression. A time that the clock jumps over fires at the jump. A time that comes twice fires when it
 * comes first; only an expression that means every hour goes on as real time does, since it would pause for an hour otherwise.
 *
 * <p>The library is asked as if there were no time zones, and zone rules are applied here to what it says.
 */
final class Cron implements Timing {
    private final ExecutionTime times;
    private final ZoneRules rules;
    private final boolean hourly;

    Cron(String expression, ZoneId zone) {
        var cron = CronExpression.parse(expression);
        this.times = ExecutionTime.forCron(cron);
        this.rules = zone.getRules();
        this.hourly = cron.retrieve(CronFieldName.HOUR).getExpression() instanceof Always;
    }

    @Override
    public Optional<Instant> after(Instant time) {
        var here = LocalDateTime.ofInstant(time, rules.getOffset(time)).truncatedTo(ChronoUnit.SECONDS);
        var doubled = rules.getTransition(here);
        if (doubled != null && !time.isBefore(doubled.getInstant())) {
            return hourly
                    ? secondOf(doubled, here)
                    : next(lastBefore(doubled.getDateTimeBefore())).map(this::first);
        }
        return hourly ? goingOn(time, here) : next(here).map(this::first);
    }

    private Optional<Instant> goingOn(Instant time, LocalDateTime here) {
        var found = next(here);
        var change = rules.nextTransition(time);
        var comesAgain = change != null
                && change.isOverlap()
                && found.isPresent()
                && !found.get().isBefore(change.getDateTimeBefore());
        return comesAgain ? secondOf(change, lastBefore(change.getDateTimeAfter())) : found.map(this::first);
    }

    /** The next time when the clock has been set back. */
    private Optional<Instant> secondOf(ZoneOffsetTransition change, LocalDateTime here) {
        return next(here)
                .map(found -> found.isBefore(change.getDateTimeBefore())
                        ? found.toInstant(change.getOffsetAfter())
                        : first(found));
    }

    private Instant first(LocalDateTime local) {
        var change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(rules.getValidOffsets(local).getFirst());
    }

    private Optional<LocalDateTime> next(LocalDateTime local) {
        return times.nextExecution(local.atZone(ZoneOffset.UTC)).map(found -> found.toLocalDateTime());
    }

    private static LocalDateTime lastBefore(LocalDateTime local) {
        return local.minusSeconds(1);
    }
}
