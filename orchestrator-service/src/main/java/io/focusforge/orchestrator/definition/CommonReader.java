package io.focusforge.orchestrator.definition;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what all steps have. Comes after a step's own expressions, from which it takes what the step needs. */
final class CommonReader {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(30);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
    private static final Pattern SCOPE = Pattern.compile("tenant|user");
    private static final int MOST = 100;

    /** What a step does, by which its defaults are chosen. */
    enum Kind {
        /** Thinks for itself. */
        INSIDE(Duration.ofSeconds(10), Retry.ONCE, false),
        /** The same, at a length that it may be worth to remember. */
        THINKING(Duration.ofSeconds(10), Retry.ONCE, true),
        /** Asks what may be asked twice. */
        READING(Duration.ofSeconds(10), Retry.USUAL, true),
        /** Costs, or changes something elsewhere. */
        OUTSIDE(Duration.ofSeconds(60), Retry.USUAL, true),
        /** Has turns within, each of which costs. */
        TEAM(Duration.ofSeconds(60), Retry.USUAL, false),
        /** Calls what may not know that it was called before. */
        TOOL(Duration.ofSeconds(60), Retry.ONCE, true),
        /** Has steps within. */
        AROUND(Duration.ofSeconds(10), Retry.ONCE, false);

        private final Duration timeout;
        private final Retry retry;
        private final boolean cached;

        Kind(Duration timeout, Retry retry, boolean cached) {
            this.timeout = timeout;
            this.retry = retry;
            this.cached = cached;
        }
    }

    Common of(Part part, Kind kind) {
        var when = part.expression("when");
        return new Common(
                id(part),
                part.pointer(),
                needs(part),
                when,
                part.duration("timeout", LONGEST).orElse(kind.timeout),
                part.part("retry").map(given -> retry(given, kind.retry)).orElse(kind.retry),
                cache(part, kind.cached),
                part.schema("output"));
    }

    private static String id(Part part) {
        part.requires("id");
        return part.text("id", Part.NAME).orElse("");
    }

    private static Set<String> needs(Part part) {
        var needs = new LinkedHashSet<>(part.texts("needs", MOST));
        needs.addAll(part.references());
        return needs;
    }

    private static Retry retry(Part given, Retry usual) {
        var retry = new Retry(
                given.integer("attempts", usual.attempts(), 1, 10),
                given.duration("backoff", LONGEST_BACKOFF).orElse(usual.backoff()));
        given.end();
        return retry;
    }

    private static Optional<CacheTerms> cache(Part part, boolean can) {
        if (part.has("cache") && !can) {
            part.wrong("cache", "is not for this type of step");
        }
        return part.part("cache").map(given -> {
            given.requires("ttl");
            var scope = given.text("scope", SCOPE).orElse("user");
            var terms = new CacheTerms(
                    given.duration("ttl", LONGEST_TTL).orElse(LONGEST_BACKOFF),
                    scope.equals("tenant") ? CacheTerms.Scope.TENANT : CacheTerms.Scope.USER,
                    Set.copyOf(new LinkedHashSet<>(given.texts("forget", MOST))));
            given.end();
            return terms;
        });
    }
}
