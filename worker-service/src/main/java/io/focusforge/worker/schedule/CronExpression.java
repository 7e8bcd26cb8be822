package io.focusforge.worker.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.parser.CronParser;
import io.focusforge.common.problem.ProblemException;
import java.util.regex.Pattern;

/** Reads the five fields of crontab(5), or six with the seconds first. */
final class CronExpression {
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withValidRange(0, 59)
            .and()
            .withMinutes()
            .withValidRange(0, 59)
            .and()
            .withHours()
            .withValidRange(0, 23)
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .and()
            .instance();
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String FIELD = "cron";
    private static final String PREFIX = "Failed to parse cron expression. ";
    private static final int WITH_SECONDS = 6;

    private CronExpression() {}

    static Cron parse(String text) {
        var fields = SPACE.split(text.strip());
        if (fields.length != WITH_SECONDS && fields.length != WITH_SECONDS - 1) {
            throw ProblemException.invalid(
                    FIELD, "takes 5 fields (minute, hour, day, month, weekday), or 6 with the second first");
        }
        try {
            return checked(new CronParser(DEFINITION)
                    .parse((fields.length == WITH_SECONDS ? "" : "0 ") + String.join(" ", fields)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FIELD, "cannot be read: " + reason(e));
        }
    }

    /** The library takes a range that goes back, such as the hours 22-2, for its first value. */
    private static Cron checked(Cron cron) {
        cron.retrieveFieldsAsMap().values().forEach(field -> check(field.getExpression()));
        return cron;
    }

    private static void check(FieldExpression expression) {
        switch (expression) {
            case And list -> list.getExpressions().forEach(CronExpression::check);
            case Every every -> check(every.getExpression());
            case Between range -> check(range);
            default -> {}
        }
    }

    private static void check(Between range) {
        if (range.getFrom().getValue() instanceof Integer from
                && range.getTo().getValue() instanceof Integer to
                && from > to) {
            throw new IllegalArgumentException("the range %s goes back".formatted(range.asString()));
        }
    }

    private static String reason(IllegalArgumentException e) {
        var message = e.getMessage() == null ? "no cron expression" : e.getMessage();
        return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }
}
