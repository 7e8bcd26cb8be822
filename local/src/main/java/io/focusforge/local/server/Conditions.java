package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.QueryOperator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a query says of single fields, all of which must hold. Whatever else it says is left out: it is checked document by document. */
final class Conditions {
    private final Map<String, List<Object>> fields = new HashMap<>();

    private Conditions() {}

    static Conditions of(Document query) {
        var conditions = new Conditions();
        conditions.read(query);
        return conditions;
    }

    private void read(Document query) {
        query.forEach((field, condition) -> {
            if (field.equals(QueryOperator.AND.getValue()) && condition instanceof Collection<?> parts) {
                parts.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .forEach(this::read);
            } else if (!field.startsWith("$")) {
                fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(condition);
            }
        });
    }

    Optional<Object> equal(String field) {
        return of(field)
                .map(condition ->
                        condition instanceof Document given ? given.get(QueryOperator.EQUAL.getValue()) : condition)
                .filter(Conditions::isPlain)
                .findFirst();
    }

    Optional<Object> atLeast(String field) {
        return bound(field, QueryOperator.GREATER_THAN, QueryOperator.GREATER_THAN_OR_EQUAL);
    }

    Optional<Object> atMost(String field) {
        return bound(field, QueryOperator.LESS_THAN, QueryOperator.LESS_THAN_OR_EQUAL);
    }

    private Optional<Object> bound(String field, QueryOperator strict, QueryOperator lax) {
        return of(field)
                .filter(Document.class::isInstance)
                .map(Document.class::cast)
                .flatMap(given -> Stream.of(given.get(strict.getValue()), given.get(lax.getValue())))
                .filter(Conditions::isPlain)
                .findFirst();
    }

    private Stream<Object> of(String field) {
        return fields.getOrDefault(field, List.of()).stream().filter(Objects::nonNull);
    }

    // Others are compared in ways of their own.
    private static boolean isPlain(Object value) {
        return switch (value) {
            case String _, Integer _, Long _, Double _, UUID _, ObjectId _, Instant _, Boolean _ -> true;
            case null, default -> false;
        };
    }
}
