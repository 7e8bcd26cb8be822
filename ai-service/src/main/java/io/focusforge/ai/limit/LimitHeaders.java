package io.focusforge.ai.limit;

import io.focusforge.common.limit.ShortDuration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Tells a client how its limits stand: all of them as draft-ietf-httpapi-ratelimit-headers-10 has it, and of requests and tokens
 * the scope with the least left, as OpenAI does.
 */
final class LimitHeaders {
    /** Present, with the value {@code local}, when this pod counts its share by itself. */
    static final String COUNTED = "x-focusforge-limits";

    private static final int WINDOW_SECONDS = 60;

    private LimitHeaders() {}

    static void write(List<Standing> standings, boolean local, BiConsumer<String, String> header) {
        var told = standings.stream()
                .filter(standing -> standing.rule().dimension() != Dimension.MONEY)
                .toList();
        if (!told.isEmpty()) {
            header.accept("RateLimit-Policy", list(told, LimitHeaders::policy));
            header.accept("RateLimit", list(told, LimitHeaders::state));
        }
        tellLeast(told, Dimension.REQUESTS, header);
        tellLeast(told, Dimension.TOKENS, header);
        if (local) {
            header.accept(COUNTED, "local");
        }
    }

    private static void tellLeast(List<Standing> standings, Dimension dimension, BiConsumer<String, String> header) {
        standings.stream()
                .filter(standing -> standing.rule().dimension() == dimension)
                .min(Comparator.comparingLong(Standing::remaining))
                .ifPresent(least -> {
                    header.accept(
                            "x-ratelimit-limit-" + dimension.code(),
                            Long.toString(least.rule().limit()));
                    header.accept("x-ratelimit-remaining-" + dimension.code(), Long.toString(least.remaining()));
                    header.accept("x-ratelimit-reset-" + dimension.code(), ShortDuration.format(least.reset()));
                });
    }

    private static String list(List<Standing> standings, java.util.function.Function<Standing, String> item) {
        return standings.stream().map(item).collect(Collectors.joining(", "));
    }

    private static String policy(Standing standing) {
        var rule = standing.rule();
        var window = rule.dimension() == Dimension.CONCURRENT ? ";qu=\"concurrent-requests\"" : ";w=" + WINDOW_SECONDS;
        return '"' + rule.name() + "\";q=" + rule.limit() + window;
    }

    private static String state(Standing standing) {
        var item = '"' + standing.rule().name() + "\";r=" + standing.remaining();
        return standing.rule().dimension() == Dimension.CONCURRENT
                ? item
                : item + ";t=" + standing.reset().plusMillis(999).toSeconds();
    }
}
