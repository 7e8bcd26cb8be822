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

/** What a service would send inward for a user of a tenant. */
final class InwardToken {
    private InwardToken() {}

    /** @return the value of an {@code Authorization} header */
    static String sign(Endpoints servers, Service issuer, UUID tenant, List<String> scopes, Duration validFor) {
        try {
            var key = (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(servers.signingKey(issuer)));
            var signature = new JsonWebSignature();
            signature.setPayload(claims(issuer, tenant, scopes, validFor).toJson());
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

    private static JwtClaims claims(Service issuer, UUID tenant, List<String> scopes, Duration validFor) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer.id());
        claims.setAudience("focusforge");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setStringClaim("tenant", tenant.toString());
        claims.setStringClaim("plan", "default");
        claims.setStringListClaim("scope", scopes);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(validFor.toMinutes() + 1);
        return claims;
    }
}
