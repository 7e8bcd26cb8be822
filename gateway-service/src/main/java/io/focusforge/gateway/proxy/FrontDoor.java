package io.focusforge.gateway.proxy;

import io.focusforge.common.call.Service;
import io.focusforge.common.http.BodyLength;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.overload.Drain;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ExceededLimit;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.gateway.apikey.ApiKey;
import io.focusforge.gateway.apikey.Authentication;
import io.focusforge.gateway.apikey.Authenticator;
import io.focusforge.gateway.limit.RateLimiter;
import io.focusforge.gateway.traffic.Route;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Every request comes in here first: route, key, limit, form, and only then the service or the gateway's own resource. */
@ApplicationScoped
class FrontDoor {
    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final int BEFORE_EVERYTHING = -1_000_000;
    private static final byte[] NO_BODY = {};

    private final Authenticator authenticator;
    private final RateLimiter limiter;
    private final Upstreams upstreams;
    private final ProxyConfig config;
    private final Reception reception;
    private final Clock clock;

    FrontDoor(
            Authenticator authenticator,
            RateLimiter limiter,
            Upstreams upstreams,
            ProxyConfig config,
            Reception reception,
            Clock clock) {
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.upstreams = upstreams;
        this.config = config;
        this.reception = reception;
        this.clock = clock;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(this::receive);
    }

    private void receive(RoutingContext routing) {
        if (InnerPath.isMeant(routing.request())) {
            routing.next();
            return;
        }
        var visit = reception.welcome(routing);
        guarded(visit, () -> {
            if (visit.route() == Route.NONE) {
                visit.refuse(
                        Refusal.of(
                                ErrorCode.ROUTE_NOT_FOUND,
                                "No endpoint has this path; see /openapi, and send paths without '//', '..' or encoded slashes."));
            } else if (reception.isClosed()) {
                visit.refuse(Refusal.of(Drain.refusal()));
            } else if (visit.route().isOpen()) {
                visit.enterResources(null);
            } else {
                authenticate(visit);
            }
        });
    }

    private void authenticate(Visit visit) {
        var authentication = authenticator.authenticate(visit.request().headers());
        if (authentication.isDone()) {
            authenticated(visit, authentication);
        } else {
            var unused = authentication.whenComplete((result, failure) ->
                    visit.resume(() -> guarded(visit, () -> authenticated(visit, authentication))));
        }
    }

    private void authenticated(Visit visit, CompletableFuture<Authentication> authentication) {
        switch (result(authentication)) {
            case Authentication.Refused(var refusal) -> visit.refuse(Refusal.of(refusal.problem()));
            case Authentication.Departed departed
            when !isReceipt(visit) ->
                visit.refuse(Refusal.of(Authentication.UNKNOWN.refusal().problem()));
            case Authentication.Departed(var key, var bearer) -> letIn(visit, key, bearer);
            case Authentication.Admitted(var key, var bearer) -> letIn(visit, key, bearer);
        }
    }

    private static boolean isReceipt(Visit visit) {
        return visit.route() == Route.ERASURES && visit.request().method() == HttpMethod.GET;
    }

    private void letIn(Visit visit, ApiKey key, String bearer) {
        reception.letIn(visit, key, () -> guarded(visit, () -> limit(visit, key, bearer)));
    }

    private void limit(Visit visit, ApiKey key, String bearer) {
        visit.head().isOf(key.id());
        var quota = limiter.quota(key.requestsPerMinute());
        limiter.decide(key.tenantId(), key.id(), quota)
                .onSuccess(decision -> visit.resume(() -> guarded(visit, () -> {
                    visit.handOver();
                    LimitHeaders.write(visit.response(), quota, decision);
                    if (decision.admitted()) {
                        checkForm(visit);
                        pass(visit, bearer);
                    } else {
                        visit.refuse(Refusal.of(exceeded(key, quota, decision)));
                    }
                })));
    }

    private ProblemException exceeded(ApiKey key, Quota quota, Decision decision) {
        var detail = "The key has used up its %d requests a minute; wait as long as Retry-After says.";
        return new ProblemException(ErrorCode.RATE_LIMITED, detail.formatted(quota.requestsPerMinute()))
                .retryAfter(decision.retryAfter())
                .exceeding(new ExceededLimit(
                        "key",
                        key.id().toString(),
                        "requests",
                        quota.requestsPerMinute(),
                        clock.instant().plus(decision.retryAfter())));
    }

    private void checkForm(Visit visit) {
        var headers = visit.request().headers();
        IdempotencyKey.of(headers.get(IdempotencyKey.HEADER), "", NO_BODY);
        var limit = BodyLimit.of(visit.request(), config);
        if (BodyLength.of(headers) > limit.bytes()) {
            var refusal = limit.refusal();
            throw new ProblemException(refusal.code(), refusal.detail());
        }
    }

    private void pass(Visit visit, String bearer) {
        var service = visit.route().service();
        if (service == Service.GATEWAY) {
            visit.enterResources(bearer);
        } else {
            new Exchange(visit, upstreams.of(service), config, bearer).start();
        }
    }

    private static Authentication result(CompletableFuture<Authentication> authentication) {
        try {
            return authentication.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            LOG.error("An API key could not be looked up", e.getCause());
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The API key cannot be checked right now; try again.")
                    .retryAfter(java.time.Duration.ofSeconds(1));
        }
    }

    private static void guarded(Visit visit, Runnable step) {
        try {
            step.run();
        } catch (ProblemException e) {
            visit.refuse(Refusal.of(e));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Unexpected failure, trace %s", visit.trace().traceId());
            visit.refuse(Refusal.of(
                    ErrorCode.INTERNAL_ERROR,
                    "Nothing is known to be wrong with the request. Try again; if it stays, report the traceId."));
        }
    }
}
