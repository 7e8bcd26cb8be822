package io.focusforge.common.overload;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Lets as many requests into the process as it can work on, in turns. */
@Singleton
public class Turnstile {
    private final Admission admission;
    private final GradientLimit limit;
    private final OverloadConfig config;
    private final LoopLags lags;
    private final AtomicInteger underWay = new AtomicInteger();

    Turnstile(OverloadConfig config, LoopLags lags, MeterRegistry meters) {
        this.config = config;
        this.lags = lags;
        var rule = new GradientLimit.Rule(
                config.initialLimit(), config.minLimit(), config.maxLimit(), config.toleratedDelay());
        this.limit = new GradientLimit(rule, System::nanoTime);
        this.admission = new Admission(
                config.enabled() ? limit : () -> Integer.MAX_VALUE, config.maxWaiting(), config.maxWait());
        register(meters);
    }

    /** What becomes of a request; one of the two is called, on the event loop that the request came on. */
    public interface Visitor {
        /** It is its turn. */
        void admitted(OwnPart part);

        void refused(ProblemException refusal);
    }

    /**
     * What a request is told that comes while its event loop is behind, or nobody more may wait, before anything is done for it: what is refused at
     * {@link #come} has been read by then. Call it on that loop, once for a request.
     */
    public Optional<ProblemException> behind(Applicant who) {
        return !config.enabled() || admission.takes(who) && lags.here().begins(who)
                ? Optional.empty()
                : Optional.of(refusal(admission.shed(who.priority()).retryAfter()));
    }

    /** A request has come. Call it on the request's event loop; {@link #gone} follows when the request has ended, whatever became of it. */
    public void come(Applicant who, Vertx vertx, Visitor visitor) {
        switch (enter(who)) {
            case Entry.Admitted now -> visitor.admitted(new OwnPart(this));
            case Entry.Waiting(var waiter) -> await(waiter, vertx, visitor);
            case Entry.Shed(var retryAfter) -> visitor.refused(refusal(retryAfter));
        }
    }

    public void gone() {
        underWay.decrementAndGet();
    }

    /** What a caller with these rights gets of what it asks for. */
    public Priority priority(String header, Set<String> scopes, String plan) {
        return header == null ? Priority.NORMAL : Priority.of(header, mayBeHigh(scopes, plan));
    }

    private boolean mayBeHigh(Set<String> scopes, String plan) {
        return scopes.contains(Scopes.MODELS_ADMIN)
                || plan != null && config.highPlans().orElse(Set.of()).contains(plan);
    }

    private Entry enter(Applicant who) {
        return underWay.incrementAndGet() > config.maxUnderWay()
                ? admission.shed(who.priority())
                : admission.enter(who);
    }

    private void await(Waiter waiter, Vertx vertx, Visitor visitor) {
        var context = vertx.getOrCreateContext();
        var timer = vertx.setTimer(Math.max(1, config.maxWait().toMillis()), late -> giveUp(waiter, visitor));
        var unused = waiter.turn()
                .thenRun(() -> context.runOnContext(turn -> {
                    vertx.cancelTimer(timer);
                    visitor.admitted(new OwnPart(this));
                }));
    }

    private void giveUp(Waiter waiter, Visitor visitor) {
        if (waiter.giveUp()) {
            visitor.refused(
                    refusal(admission.shed(waiter.applicant().priority()).retryAfter()));
        }
    }

    private static ProblemException refusal(Duration retryAfter) {
        return new ProblemException(
                        ErrorCode.OVERLOADED,
                        "There is more to do here than can be done; wait as long as Retry-After says, and send less at once.")
                .retryAfter(retryAfter);
    }

    void ended(long nanos) {
        limit.add(nanos, admission.underWay());
        admission.leave();
    }

    private void register(MeterRegistry meters) {
        gauge(meters, "focusforge.overload.requests", "Requests under way, streams included", underWay::get);
        gauge(meters, "focusforge.overload.inflight", "Requests that are worked on", admission::underWay);
        gauge(meters, "focusforge.overload.limit", "How many may be worked on at once", admission::limit);
        gauge(meters, "focusforge.overload.waiting", "Requests that wait for their turn", admission::waiting);
        for (var priority : Priority.values()) {
            FunctionCounter.builder("focusforge.overload.shed", admission, it -> it.shedOf(priority))
                    .description("Requests that were refused because there is too much to do")
                    .tag("priority", priority.label())
                    .register(meters);
        }
    }

    private void gauge(MeterRegistry meters, String name, String description, IntSupplier value) {
        Gauge.builder(name, this, turnstile -> value.getAsInt())
                .description(description)
                .register(meters);
    }
}
