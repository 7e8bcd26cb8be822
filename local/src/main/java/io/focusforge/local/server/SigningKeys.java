package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** An Ed25519 key for each service, which calls others in its own name, and one file with the public halves of all. */
final class SigningKeys {
    private static final String PUBLIC_KEYS = "keys.json";

    private SigningKeys() {}

    /** Makes the keys that are missing. */
    static void provide(Path directory) {
        Directories.make(directory);
        var publicKeys = new JsonWebKeySet();
        Arrays.stream(Service.values())
                .map(service -> key(directory.resolve(service + ".jwk"), service))
                .forEach(publicKeys::addJsonWebKey);
        Directories.write(directory.resolve(PUBLIC_KEYS), publicKeys.toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static JsonWebKey key(Path file, Service service) {
        try {
            return Files.exists(file) ? JsonWebKey.Factory.newJwk(Files.readString(file)) : generate(file, service);
        } catch (IOException | JoseException e) {
            throw new LocalFailure("%s does not hold a key: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static JsonWebKey generate(Path file, Service service) throws JoseException {
        var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        key.setKeyId(service.id());
        key.setAlgorithm("EdDSA");
        key.setUse("sig");
        Directories.write(file, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        return key;
    }
}
