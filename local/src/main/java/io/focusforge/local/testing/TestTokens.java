package io.focusforge.local.testing;

import io.focusforge.local.server.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Tokens as the gateway (or another service) sends them inward. */
public final class TestTokens {
    private static final long LIFETIME_SECONDS = 3600;

    private TestTokens() {}

    /** The value of an {@code Authorization} header, signed by the gateway. As there, a right to write includes that to read. */
    public static String bearer(UUID tenant, UUID user, String... scopes) {
        return bearerFrom(Service.GATEWAY.id(), tenant, user, scopes);
    }

    /** The same for who came with this API key. */
    public static String bearerWithKey(UUID tenant, UUID user, UUID key, String... scopes) {
        var service = Service.GATEWAY.id();
        var claims = claims(service, tenant, user, Instant.now().plusSeconds(LIFETIME_SECONDS), scopes);
        claims.setStringClaim("key", key.toString());
        return "Bearer " + sign(service, claims);
    }

    /** The same for who came with a key that allows these models only, separated by spaces. */
    public static String bearerWithModels(UUID tenant, UUID user, String models, String... scopes) {
        var service = Service.GATEWAY.id();
        var claims = claims(service, tenant, user, Instant.now().plusSeconds(LIFETIME_SECONDS), scopes);
        claims.setStringClaim("models", models);
        return "Bearer " + sign(service, claims);
    }

    /** The same, signed by the service of this name. */
    public static String bearerFrom(String service, UUID tenant, UUID user, String... scopes) {
        return "Bearer "
                + sign(service, claims(service, tenant, user, Instant.now().plusSeconds(LIFETIME_SECONDS), scopes));
    }

    /** Signed well, and expired a minute ago. */
    public static String expired(UUID tenant, UUID user, String... scopes) {
        var service = Service.GATEWAY.id();
        return "Bearer "
                + sign(service, claims(service, tenant, user, Instant.now().minusSeconds(120), scopes));
    }

    private static JwtClaims claims(String issuer, UUID tenant, UUID user, Instant expiry, String... scopes) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("focusforge");
        claims.setSubject(user.toString());
        claims.setStringClaim("tenant", tenant.toString());
        claims.setStringClaim("plan", "default");
        claims.setStringListClaim("scope", expand(scopes).stream().toList());
        claims.setIssuedAt(NumericDate.fromSeconds(expiry.getEpochSecond() - LIFETIME_SECONDS));
        claims.setExpirationTime(NumericDate.fromSeconds(expiry.getEpochSecond()));
        return claims;
    }

    private static Set<String> expand(String... scopes) {
        var all = new TreeSet<String>();
        for (var scope : scopes) {
            all.add(scope);
            all.add(scope.replaceFirst(":(write|admin)$", ":read"));
            all.add(scope.replaceFirst(":admin$", ":write"));
        }
        return all;
    }

    private static String sign(String service, JwtClaims claims) {
        try {
            var file = ServersOfBuild.current().endpoints().signingKey(Service.of(service));
            var key = (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setHeader("typ", "JWT");
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
