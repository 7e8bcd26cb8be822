package io.focusforge.ai.headers;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.ai.limit.Standings;
import io.focusforge.ai.limit.Standings.Known;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemRenderer;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status.Family;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Lets errors, lists and repeated answers tell how the limits of their caller stand; answers that have reserved tell it themselves. An error of a
 * request that its key may not send any more becomes that refusal, as at the gateway.
 */
public class LimitsOfTheCaller {
    private static final String TOLD = "RateLimit-Policy";

    private final Standings standings;

    LimitsOfTheCaller(Standings standings) {
        this.standings = standings;
    }

    /** @return null when there is nothing to wait for */
    @ServerResponseFilter
    public Uni<Void> tell(RoutingContext http, ContainerResponseContext answer) {
        var response = http.response();
        if (!AnswerHead.isOurs(http)
                || response.headWritten()
                || response.headers().contains(TOLD)) {
            return null;
        }
        var identity = QuarkusHttpUser.getSecurityIdentity(http, null);
        var trace = TraceContext.currentTraceId();
        return identity == null
                ? null
                : identity.onItem()
                        .transformToUni(this::known)
                        .onFailure()
                        .recoverWithItem(Known.NOTHING)
                        .onItem()
                        .invoke(known -> write(known, http, answer, trace))
                        .replaceWithVoid();
    }

    /** Of who is known; an error may be that nobody is. */
    private Uni<Known> known(SecurityIdentity identity) {
        return CurrentCaller.of(identity)
                .map(caller -> Uni.createFrom().completionStage(standings.of(caller)))
                .orElseGet(() -> Uni.createFrom().item(Known.NOTHING));
    }

    private static void write(Known known, RoutingContext http, ContainerResponseContext answer, String trace) {
        if (!http.response().headWritten()) {
            known.headers().forEach(http.response()::putHeader);
            if (answer.getStatusInfo().getFamily() == Family.CLIENT_ERROR) {
                known.refusal().ifPresent(refusal -> refuse(refusal, answer, trace));
            }
        }
    }

    private static void refuse(ProblemException refusal, ContainerResponseContext answer, String trace) {
        var problem = Problem.of(refusal.code(), refusal.getMessage(), trace, refusal.violations())
                .exceeding(refusal.limit());
        answer.setStatus(problem.status());
        answer.setEntity(OpenAiError.of(problem));
        refusal.retryAfter().ifPresent(delay -> {
            answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, ProblemRenderer.seconds(delay));
            answer.getHeaders().putSingle(ProblemRenderer.RETRY_AFTER_MS, ProblemRenderer.millis(delay));
        });
    }
}
