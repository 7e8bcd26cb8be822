package io.focusforge.ai.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The field {@code cache} of a request: {@code true}, {@code false}, or an object with {@code ttl} (seconds), {@code no-cache},
 * {@code no-store}, {@code namespace}, {@code share} and {@code semantic}. An object that only forbids something does not switch
 * the cache on.
 */
final class CacheField {
    static final String DEFAULT_NAMESPACE = "default";
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FORBIDDING = Set.of("no-cache", "no-store");
    private static final Set<String> ALL = Set.of("ttl", "no-cache", "no-store", "namespace", "share", "semantic");

    private final JsonNode field;

    private CacheField(JsonNode field) {
        this.field = field;
    }

    /** @param json null when there is no such field */
    static CacheWish parse(byte[] json) {
        try {
            return json == null ? CacheWish.NONE : parse(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ProblemException {@code invalid_request} */
    static String namespace(String field, String name) {
        if (!NAMESPACE.matcher(name).matches()) {
            throw ProblemException.invalid(field, "must be 1 to 64 letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    private static CacheWish parse(JsonNode field) {
        if (field.isBoolean()) {
            return new CacheWish(field.asBoolean(), null, null, false, false, null, null, null);
        }
        if (field.isNull()) {
            return CacheWish.NONE;
        }
        if (!field.isObject()) {
            throw ProblemException.invalid("cache", "must be true, false, or an object");
        }
        return new CacheField(field).read();
    }

    private CacheWish read() {
        field.fieldNames().forEachRemaining(CacheField::requireKnown);
        var onlyForbids = !field.isEmpty()
                && field.properties().stream().allMatch(member -> FORBIDDING.contains(member.getKey()));
        return new CacheWish(
                onlyForbids ? null : Boolean.TRUE,
                ttl(),
                null,
                flag("no-cache", false),
                flag("no-store", false),
                field.has("namespace")
                        ? namespace("cache.namespace", field.path("namespace").asText())
                        : null,
                share(),
                flag("semantic", null));
    }

    private Duration ttl() {
        var ttl = field.path("ttl");
        if (ttl.isMissingNode()) {
            return null;
        }
        if (!ttl.isIntegralNumber() || !ttl.canConvertToInt() || ttl.asInt() < 1) {
            throw ProblemException.invalid("cache.ttl", "must be a number of seconds of at least 1");
        }
        return Duration.ofSeconds(ttl.asInt());
    }

    private Share share() {
        return switch (field.has("share") ? field.path("share").asText() : null) {
            case null -> null;
            case "user" -> Share.USER;
            case "tenant" -> Share.TENANT;
            default -> throw ProblemException.invalid("cache.share", "must be user or tenant");
        };
    }

    private Boolean flag(String name, Boolean absent) {
        var value = field.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw ProblemException.invalid("cache." + name, "must be true or false");
        }
        return value.isMissingNode() ? absent : Boolean.valueOf(value.asBoolean());
    }

    private static void requireKnown(String name) {
        if (!ALL.contains(name)) {
            throw new ProblemException(
                    ErrorCode.UNKNOWN_FIELD,
                    "The field cache.%s does not exist.".formatted(name.toLowerCase(Locale.ROOT)));
        }
    }
}
