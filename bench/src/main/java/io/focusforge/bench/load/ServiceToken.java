package io.focusforge.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A token that services take from each other. */
public record ServiceToken(String issuer, String tenant, String user, List<String> scopes) {
    private static final float MINUTES = 120;

    /** @return the value of an {@code Authorization} header */
    public String sign(Path signingKey) throws IOException {
        try {
            var key = (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(signingKey));
            var signature = new JsonWebSignature();
            signature.setPayload(claims().toJson());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            return "Bearer " + signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("focusforge");
        claims.setSubject(user);
        claims.setStringClaim("tenant", tenant);
        claims.setStringListClaim("scope", scopes);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        return claims;
    }
}
