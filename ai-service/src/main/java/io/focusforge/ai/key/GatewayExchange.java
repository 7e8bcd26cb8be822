package io.focusforge.ai.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.call.SystemCaller;
import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * Asks the gateway, which is told the hash of a key's secret and never the secret. Its token is verified as every other: who answers in the
 * gateway's place can make nobody up.
 */
@Singleton
class GatewayExchange implements KeyExchange {
    private static final String PATH = "/internal/keys/exchange";
    private static final int OK = 200;

    private final ServiceClient client;
    private final JWTParser verifier;
    private final CachingPrincipalFactory tokens;
    private final ObjectMapper json;
    private final KeyConfig config;

    GatewayExchange(
            ServiceClient client,
            JWTParser verifier,
            CachingPrincipalFactory tokens,
            ObjectMapper json,
            KeyConfig config) {
        this.client = client;
        this.verifier = verifier;
        this.tokens = tokens;
        this.json = json;
        this.config = config;
    }

    @Override
    public Exchanged exchange(HashedKey key) {
        var answer = send(key);
        if (answer.status() != OK) {
            throw new Exchanged.Away("it answered " + answer.status());
        }
        try {
            return read(key, json.readValue(answer.body().getBytes(), GatewayAnswer.class));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new Exchanged.Away("its answer is not one: " + e.getClass().getSimpleName());
        }
    }

    private ServiceAnswer send(HashedKey key) {
        var question = new JsonObject()
                .put("id", key.id().toString())
                .put(
                        "secretHash",
                        java.util.Base64.getEncoder().encodeToString(key.hash().bytes()));
        var asker = SystemCaller.with(Scopes.INTERNAL);
        var body = Buffer.buffer(question.encode());
        try {
            return client.send(ServiceCall.post(Service.GATEWAY, PATH, asker, body, config.timeout()))
                    .join();
        } catch (CompletionException e) {
            throw new Exchanged.Away(e.getCause().toString());
        }
    }

    private Exchanged read(HashedKey key, GatewayAnswer answer) throws ParseException {
        if (answer.token() == null) {
            return answer.refused();
        }
        var caller = verified(answer.token());
        if (!key.id().equals(caller.key())) {
            throw new IllegalArgumentException("this is the token of another key");
        }
        return new Exchanged.Admitted(
                caller.uncounted(answer.requestsPerMinute()), answer.expiresAt(), answer.remember());
    }

    private Caller verified(String token) throws ParseException {
        verifier.parse(token);
        return tokens.callerOf("Bearer " + token).orElseThrow(() -> new ParseException("it names no caller"));
    }
}
