package io.focusforge.bench.main;

import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The token that the gateway would send inward for the stack's first key, for a proxy that makes none. */
final class InnerToken {
    private static final float MINUTES = 60;

    private InnerToken() {}

    /** @return the value of an {@code Authorization} header */
    static String sign(Stack stack) throws IOException, InterruptedException {
        try {
            var file = stack.servers().endpoints().signingKey(Service.GATEWAY);
            var key = (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            var signature = new JsonWebSignature();
            signature.setPayload(claims(owner(stack)).toJson());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            return "Bearer " + signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(JsonObject owner) {
        var claims = new JwtClaims();
        claims.setIssuer(Service.GATEWAY.id());
        claims.setAudience("focusforge");
        claims.setSubject(owner.getString("userId"));
        claims.setStringClaim("tenant", owner.getString("tenantId"));
        claims.setStringListClaim("scope", List.of("tasks:read"));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        return claims;
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
