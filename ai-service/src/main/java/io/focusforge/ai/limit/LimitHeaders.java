package io.focusforge.ai.limit;

import io.focusforge.common.limit.ShortDuration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Tells a client how its limits stand: all of them as draft-ietf-httpapi-ratelimit-headers-10 has it, and of requests and tokens
 * the scope with the least left, as OpenAI does.
 */
public final class LimitHeaders {
    /** Present, with the value {@code local}, when this pod counts its share by itself. */
    static final String COUNTED = "x-focusforge-limits";

    private static final int WINDOW_SECONDS = 60;
    private static final Names REQUESTS = Names.of(Dimension.REQUESTS);
    private static final Names TOKENS = Names.of(Dimension.TOKENS);

    /** How what is told of all limits begins when the requests of an API key are told too. */
    private static final String OF_KEY = "\"requests\";";

    private LimitHeaders() {}

    /**
     * A value of {@code RateLimit-Policy} or {@code RateLimit} in place of what was told before, of which the requests of the key stay: who has
     * counted them at the door does not count them again.
     *
     * @param told null when nothing was
     */
    public static String inPlaceOf(String told, String value) {
        if (told == null || !told.startsWith(OF_KEY) || value.startsWith(OF_KEY)) {
            return value;
        }
        var end = told.indexOf(", ");
        return (end < 0 ? told : told.substring(0, end)) + ", " + value;
    }

    static void write(List<Standing> standings, boolean local, BiConsumer<String, String> header) {
        var policies = new StringBuilder();
        var states = new StringBuilder();
        for (var standing : standings) {
            if (standing.rule().dimension() != Dimension.MONEY) {
                policy(standing, next(policies));
                state(standing, next(states));
            }
        }
        if (!policies.isEmpty()) {
            header.accept("RateLimit-Policy", policies.toString());
            header.accept("RateLimit", states.toString());
        }
        REQUESTS.tell(least(standings, Dimension.REQUESTS), header);
        TOKENS.tell(least(standings, Dimension.TOKENS), header);
        if (local) {
            header.accept(COUNTED, "local");
        }
    }

    /** @return null when nothing is limited in this way */
    private static Standing least(List<Standing> standings, Dimension dimension) {
        Standing least = null;
        for (var standing : standings) {
            if (standing.rule().dimension() == dimension
                    && (least == null || standing.remaining() < least.remaining())) {
                least = standing;
            }
        }
        return least;
    }

    private static StringBuilder next(StringBuilder list) {
        return list.isEmpty() ? list : list.append(", ");
    }

    private static void policy(Standing standing, StringBuilder list) {
        var rule = standing.rule();
        list.append('"').append(rule.name()).append("\";q=").append(rule.limit());
        if (rule.dimension() == Dimension.CONCURRENT) {
            list.append(";qu=\"concurrent-requests\"");
        } else {
            list.append(";w=").append(WINDOW_SECONDS);
        }
    }

    private static void state(Standing standing, StringBuilder list) {
        list.append('"').append(standing.rule().name()).append("\";r=").append(standing.remaining());
        if (standing.rule().dimension() != Dimension.CONCURRENT) {
            list.append(";t=").append(standing.reset().plusMillis(999).toSeconds());
        }
    }

    /** The names of OpenAI's three headers of one thing that is counted. */
    private record Names(String limit, String remaining, String reset) {
        static Names of(Dimension dimension) {
            return new Names(
                    "x-ratelimit-limit-" + dimension.code(),
                    "x-ratelimit-remaining-" + dimension.code(),
                    "x-ratelimit-reset-" + dimension.code());
        }

        void tell(Standing least, BiConsumer<String, String> header) {
            if (least != null) {
                header.accept(limit, Long.toString(least.rule().limit()));
                header.accept(remaining, Long.toString(least.remaining()));
                header.accept(reset, ShortDuration.format(least.reset()));
            }
        }
    }
}
