package io.focusforge.orchestrator.saga;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What operators see of sagas, wherever these are kept. */
@ApplicationScoped
class SagaDesk {
    private static final Logger LOG = Logger.getLogger(SagaDesk.class);
    private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,50}");
    /** As Postgres orders them: by their digits. */
    private static final Comparator<SagaView> NEWEST_FIRST =
            Comparator.comparing((SagaView saga) -> saga.id().toString()).reversed();

    private final List<SagaBook> books;

    SagaDesk(@All List<SagaBook> books) {
        this.books = books;
    }

    /** @return null for null */
    static String kind(String text) {
        if (text != null && !KIND.matcher(text).matches()) {
            throw ProblemException.invalid("kind", "has 1 to 50 small letters, digits and '-'");
        }
        return text;
    }

    List<SagaView> list(UUID tenant, SagaFilter filter) {
        return books.stream()
                .flatMap(book -> book.list(tenant, filter).stream())
                .sorted(NEWEST_FIRST)
                .limit(filter.atMost())
                .toList();
    }

    SagaView get(UUID tenant, String id) {
        return found(key(tenant, id)).saga();
    }

    SagaView retry(UUID tenant, String id) {
        return change(key(tenant, id), SagaBook::retry, "Only a saga that is stuck can be retried.");
    }

    SagaView turnBack(UUID tenant, String id) {
        return change(
                key(tenant, id),
                SagaBook::turnBack,
                "The saga has ended, goes back already, or has no way back from here.");
    }

    SagaView abandon(UUID tenant, String id) {
        return change(key(tenant, id), SagaBook::abandon, "The saga has ended already.");
    }

    private SagaView change(SagaKey key, BiPredicate<SagaBook, SagaKey> change, String otherwise) {
        var found = found(key);
        if (!change.test(found.book(), key)) {
            throw new ProblemException(ErrorCode.CONFLICT, otherwise);
        }
        LOG.infof("An operator has changed saga %s of tenant %s", key.id(), key.tenant());
        return found.book().find(key).orElseGet(() -> found.saga().abandoned());
    }

    private Found found(SagaKey key) {
        return books.stream()
                .flatMap(book -> book.find(key).stream().map(saga -> new Found(book, saga)))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("saga"));
    }

    private static SagaKey key(UUID tenant, String id) {
        try {
            return new SagaKey(tenant, UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("saga");
        }
    }

    private record Found(SagaBook book, SagaView saga) {}
}
