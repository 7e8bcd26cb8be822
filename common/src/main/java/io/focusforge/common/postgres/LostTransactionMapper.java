package io.focusforge.common.postgres;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemMapper;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A transaction that Postgres has rolled back for the sake of another can simply be tried again; all else that it refuses is our fault. */
public class LostTransactionMapper {
    /** {@code deadlock_detected} and {@code serialization_failure} (https://www.postgresql.org/docs/17/errcodes-appendix.html). */
    private static final Set<String> LOST = Set.of("40P01", "40001");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemMapper problems;

    LostTransactionMapper(ProblemMapper problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response refused(PgException e) {
        return e.getSqlState() != null && LOST.contains(e.getSqlState())
                ? problems.problem(new ProblemException(
                                ErrorCode.UNAVAILABLE, "Another request changed the same at the same time. Try again.")
                        .retryAfter(RETRY_AFTER))
                : problems.unexpected(e);
    }
}
