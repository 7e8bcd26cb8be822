package io.focusforge.common.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may speak for a caller inside the suite. */
@ConfigMapping(prefix = "focusforge.identity")
public interface IdentityConfig {
    /** JWK Set (a file or a URL) with the public Ed25519 keys of all services that sign; `kid` is the service's name. */
    @NotBlank
    String keys();

    /** File with this service's own private Ed25519 key as a JWK. Services that never call another need none. */
    Optional<Path> signingKey();

    /** How long a token is valid; it is minted anew when less than a third of this is left. */
    @WithDefault("5M")
    Duration tokenLifetime();
}
