package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.limit.Reservation;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.telemetry.ModelSpan;
import io.focusforge.ai.telemetry.Operation;
import io.focusforge.ai.telemetry.Telemetry;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** What embeddings have in common, whichever model makes them: limits, the ledger, metrics, and the headers of the answer. */
@Singleton
class AccountedEmbeddings {
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final Telemetry telemetry;

    AccountedEmbeddings(EmbeddingLimits limits, UsageLedger ledger, Telemetry telemetry) {
        this.limits = limits;
        this.ledger = ledger;
        this.telemetry = telemetry;
    }

    /** @param model that is asked first */
    record Wanted(Caller caller, ProviderModel model, byte[] body, CallReport report) {}

    /** @param target that has answered */
    record Made<T>(T answer, ProviderModel target, TokenUsage tokens) {}

    /** Fails as {@link ProblemException} when a limit is reached, or nobody answers. */
    <T> Future<T> make(Wanted wanted, Function<ModelSpan, Future<Made<T>>> maker) {
        return limits.reserve(wanted.caller(), wanted.model(), wanted.body(), wanted.report()::header)
                .compose(reservation -> within(reservation, wanted, maker))
                .andThen(ended -> wanted.report().writeHeaders());
    }

    private <T> Future<T> within(Reservation reservation, Wanted wanted, Function<ModelSpan, Future<Made<T>>> maker) {
        var span = telemetry
                .spans()
                .begin(Operation.EMBEDDINGS, wanted.model(), wanted.caller().tenant());
        return measured(wanted.model(), span, maker)
                .map(made -> {
                    var cost = settle(wanted.caller(), made);
                    wanted.report().used(made.tokens(), cost);
                    reservation.settle(new Actual(made.tokens().total(), cost == null ? 0 : cost));
                    return made.answer();
                })
                .andThen(ended -> {
                    reservation.release();
                    span.end();
                });
    }

    private <T> Future<Made<T>> measured(
            ProviderModel first, ModelSpan span, Function<ModelSpan, Future<Made<T>>> maker) {
        var start = System.nanoTime();
        return Step.of(() -> maker.apply(span))
                .onSuccess(made -> {
                    var meters = meters(made.target());
                    meters.succeeded(System.nanoTime() - start);
                    meters.used(made.tokens());
                    span.answeredBy(made.target());
                    span.used(made.tokens());
                })
                .recover(failure -> Future.failedFuture(failed(failure, first, span, System.nanoTime() - start)));
    }

    private Throwable failed(Throwable failure, ProviderModel first, ModelSpan span, long nanos) {
        return switch (failure) {
            case UpstreamFailure upstream -> {
                span.failed(upstream);
                meters(first).failed(upstream.code(), nanos);
                yield upstream.toProblem();
            }
            case ProblemException problem -> {
                span.failed(problem.code());
                meters(first).failed(problem.code(), nanos);
                yield problem;
            }
            default -> failure;
        };
    }

    private ModelMeters meters(ProviderModel model) {
        return telemetry.metrics().of(Operation.EMBEDDINGS, model);
    }

    private <T> Long settle(Caller caller, Made<T> made) {
        if (!made.target().provider().equals(Providers.IN_PROCESS)) {
            return ledger.settleEmbedding(caller, made.target(), made.tokens());
        }
        ledger.countEmbedding(caller, made.target().model(), made.tokens().total());
        return 0L;
    }
}
