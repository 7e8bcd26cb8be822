package io.focusforge.chaos.world;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** What the gateway would send inward for a user of a fresh tenant. */
final class GatewayToken {
    private static final List<String> SCOPES = List.of("jobs:read", "jobs:write", "jobs:admin", "tenants:admin");

    private GatewayToken() {}

    /** @return the value of an {@code Authorization} header */
    static String sign(Endpoints servers, Duration validFor) {
        try {
            var key = (OctetKeyPairJsonWebKey)
                    JsonWebKey.Factory.newJwk(Files.readString(servers.signingKey(Service.GATEWAY)));
            var signature = new JsonWebSignature();
            signature.setPayload(claims(validFor).toJson());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", "JWT");
            signature.setKey(key.getPrivateKey());
            return "Bearer " + signature.getCompactSerialization();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(Duration validFor) {
        var claims = new JwtClaims();
        claims.setIssuer(Service.GATEWAY.id());
        claims.setAudience("focusforge");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setStringClaim("tenant", UUID.randomUUID().toString());
        claims.setStringClaim("plan", "default");
        claims.setStringListClaim("scope", SCOPES);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(validFor.toMinutes() + 1);
        return claims;
    }
}
