package io.focusforge.orchestrator.definition;

import io.focusforge.orchestrator.expression.Expression;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads steps that call a host. */
final class HttpReader {
    private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final CommonReader common;

    HttpReader(CommonReader common) {
        this.common = common;
    }

    Step step(Part part) {
        var url = StepReader.required(part, "url");
        var body = part.expression("body");
        var headers = part.part("headers").map(given -> headers(part, given)).orElse(Map.of());
        var secrets = part.part("secrets").map(HttpReader::secrets).orElse(Map.of());
        var method = part.text("method", METHOD).orElse("GET");
        var kind = method.equals("GET") ? CommonReader.Kind.READING : CommonReader.Kind.OUTSIDE;
        return new Step.Http(common.of(part, kind), method, url, headers, secrets, body);
    }

    private static Map<String, Expression> headers(Part part, Part given) {
        var headers = names(given)
                .collect(Collectors.toMap(
                        HttpReader::lower,
                        name -> given.expression(name).orElse(StepReader.NOTHING),
                        (first, second) -> second));
        part.references().addAll(given.references());
        return Map.copyOf(headers);
    }

    private static Map<String, SecretHeader> secrets(Part given) {
        return names(given)
                .flatMap(name ->
                        given.text(name, SecretHeader.PATTERN).map(text -> Map.entry(lower(name), text)).stream())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, header -> SecretHeader.of(header.getValue()), (first, second) -> second));
    }

    private static Stream<String> names(Part given) {
        given.fields().stream()
                .filter(name -> !HEADER.matcher(name).matches())
                .forEach(name -> given.wrong(name, "is no name of a header"));
        return given.fields().stream();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
