package io.focusforge.ai.headers;

import io.focusforge.ai.limit.Standings;
import io.focusforge.common.identity.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Lets errors, lists and repeated answers tell how the limits of their caller stand; answers that have reserved tell it themselves. */
public class LimitsOfTheCaller {
    private static final String TOLD = "RateLimit-Policy";

    private final Standings standings;

    LimitsOfTheCaller(Standings standings) {
        this.standings = standings;
    }

    /** @return null when there is nothing to wait for */
    @ServerResponseFilter
    public Uni<Void> tell(RoutingContext http) {
        var response = http.response();
        if (!AnswerHead.isOurs(http)
                || response.headWritten()
                || response.headers().contains(TOLD)) {
            return null;
        }
        var identity = QuarkusHttpUser.getSecurityIdentity(http, null);
        return identity == null
                ? null
                : identity.onItem()
                        .transformToUni(this::headers)
                        .onFailure()
                        .recoverWithItem(Map.of())
                        .onItem()
                        .invoke(headers -> write(headers, response))
                        .replaceWithVoid();
    }

    /** Of who is known; an error may be that nobody is. */
    private Uni<Map<String, String>> headers(SecurityIdentity identity) {
        return CurrentCaller.of(identity)
                .map(caller -> Uni.createFrom().completionStage(standings.of(caller, null)))
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
    }

    private static void write(Map<String, String> headers, HttpServerResponse response) {
        if (!response.headWritten()) {
            headers.forEach(response::putHeader);
        }
    }
}
