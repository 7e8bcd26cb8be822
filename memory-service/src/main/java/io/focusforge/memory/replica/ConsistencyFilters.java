package io.focusforge.memory.replica;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Takes the token of a request, and gives one to the answer of a request that has written. */
public class ConsistencyFilters {
    private final Wishes wishes;

    ConsistencyFilters(Wishes wishes) {
        this.wishes = wishes;
    }

    @ServerRequestFilter
    public void take(ContainerRequestContext request) {
        var token = request.getHeaderString(Position.HEADER);
        if (token != null) {
            wishes.want(Position.parse(token));
        }
    }

    @ServerResponseFilter
    public void give(ContainerResponseContext response) {
        wishes.written().ifPresent(position -> response.getHeaders().putSingle(Position.HEADER, position.token()));
    }
}
