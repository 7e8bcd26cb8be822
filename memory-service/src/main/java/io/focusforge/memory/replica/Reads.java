package io.focusforge.memory.replica;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.postgres.TenantReads;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Reads for a request: from a replica that has what its client must see, or else from the primary. The whole of a piece of work sees one
 * server, so that its statements fit together.
 */
@ApplicationScoped
public class Reads {
    private static final EnumSet<ErrorCode> AWAY = EnumSet.of(ErrorCode.UNAVAILABLE, ErrorCode.OVERLOADED);

    private final TenantDatabase primary;
    private final Replicas replicas;
    private final Wishes wishes;
    private final Counter onPrimary;
    private final Counter onReplica;

    Reads(TenantDatabase primary, Replicas replicas, Wishes wishes, MeterRegistry metrics) {
        this.primary = primary;
        this.replicas = replicas;
        this.wishes = wishes;
        this.onPrimary = metrics.counter("focusforge_memory_reads", "server", "primary");
        this.onReplica = metrics.counter("focusforge_memory_reads", "server", "replica");
    }

    /** {@code work} is done again, on the primary, when a replica fails or does not know what is asked for: it only reads. */
    public <T> T from(Function<TenantReads, T> work) {
        var replica = replicas.withAll(wanted());
        return replica.isPresent() ? tried(replica.get(), work) : fromPrimary(work);
    }

    private <T> T tried(Replica replica, Function<TenantReads, T> work) {
        try {
            var found = work.apply(replica.reads());
            onReplica.increment();
            return found;
        } catch (RuntimeException e) {
            if (isAway(e)) {
                replica.failed(e);
            }
            return fromPrimary(work);
        }
    }

    private <T> T fromPrimary(Function<TenantReads, T> work) {
        onPrimary.increment();
        return work.apply(primary);
    }

    private Optional<Position> wanted() {
        return Arc.container().requestContext().isActive() ? wishes.wanted() : Optional.empty();
    }

    private static boolean isAway(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> AWAY.contains(problem.code());
            case CompletionException within when within.getCause() != null -> isAway(within.getCause());
            default -> failure instanceof io.smallrye.mutiny.TimeoutException || failure instanceof TimeoutException;
        };
    }
}
