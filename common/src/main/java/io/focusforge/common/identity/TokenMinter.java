package io.focusforge.common.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Signs (EdDSA) the short-lived JWT with which a service calls another for a caller. Tokens are kept and used again, so that
 * the hot path does no signature.
 */
@ApplicationScoped
public class TokenMinter {
    public static final String AUDIENCE = "focusforge";

    /** The claim with the id of the API key, if there is one. */
    static final String KEY = "key";

    /** The claim with the models that the key allows, if it does not allow all. */
    static final String MODELS = "models";

    /** The claim with the requests a minute of the key, if this one was not counted. */
    static final String UNCOUNTED = "uncounted";

    private final IdentityConfig config;
    private final Clock clock;
    private final LoadingCache<Caller, String> minted;
    private volatile SigningKey key;

    TokenMinter(IdentityConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.minted = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(config.tokenLifetime().multipliedBy(2).dividedBy(3))
                .build(this::sign);
    }

    /** The value for an {@code Authorization} header. */
    public String bearer(Caller caller) {
        return "Bearer " + minted.get(caller);
    }

    private String sign(Caller caller) {
        var signingKey = key();
        var now = clock.instant();
        var token = Jwt.issuer(signingKey.id())
                .audience(AUDIENCE)
                .subject(caller.user().toString())
                .claim("tenant", caller.tenant().toString())
                .claim("scope", caller.scopes().stream().sorted().toList())
                .claim("plan", caller.plan())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime()));
        if (caller.key() != null) {
            token.claim(KEY, caller.key().toString());
        }
        if (!caller.models().isAll()) {
            token.claim(MODELS, caller.models().text());
        }
        if (caller.uncounted() != null) {
            token.claim(UNCOUNTED, caller.uncounted().toString());
        }
        return token.jws()
                .keyId(signingKey.id())
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.EDDSA)
                .sign(signingKey.key());
    }

    private Duration lifetime() {
        return config.tokenLifetime();
    }

    private SigningKey key() {
        if (key == null) {
            key = SigningKey.read(config.signingKey()
                    .orElseThrow(() -> new IllegalStateException("focusforge.identity.signing-key is not set")));
        }
        return key;
    }

    private record SigningKey(String id, PrivateKey key) {
        static SigningKey read(Path file) {
            try {
                var jwk = (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
                return new SigningKey(jwk.getKeyId(), jwk.getPrivateKey());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (JoseException e) {
                throw new IllegalStateException(file + " does not hold a private Ed25519 key as a JWK", e);
            }
        }
    }
}
