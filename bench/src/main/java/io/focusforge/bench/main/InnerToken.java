package io.focusforge.bench.main;

import io.focusforge.bench.load.ServiceToken;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The token that the gateway would send inward for the stack's first key, for a proxy that makes none. */
final class InnerToken {
    private InnerToken() {}

    /** @return the value of an {@code Authorization} header */
    static String sign(Stack stack) throws IOException, InterruptedException {
        var owner = owner(stack);
        return new ServiceToken(
                        Service.GATEWAY.id(),
                        owner.getString("tenantId"),
                        owner.getString("userId"),
                        List.of("tasks:read"))
                .sign(stack.servers().endpoints().signingKey(Service.GATEWAY));
    }

    /** The key as its owner sees it: with its tenant and user. */
    private static JsonObject owner(Stack stack) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(stack.url() + "/api/v1/api-keys?limit=1"))
                    .header("Authorization", "Bearer " + stack.apiKey())
                    .build();
            var keys =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new JsonObject(keys).getJsonArray("items").getJsonObject(0);
        }
    }
}
