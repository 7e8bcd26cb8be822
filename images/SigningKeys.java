import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;

/** Makes the Ed25519 keys with which services sign their calls to each other, once: {@code java SigningKeys.java <directory>}. */
public final class SigningKeys {
    private static final String[] SERVICES = {"gateway", "orchestrator", "ai", "memory", "worker"};
    private static final int KEY_BYTES = 32;

    private SigningKeys() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        var directory = Files.createDirectories(Path.of(arguments[0]));
        if (Files.exists(directory.resolve("keys.json"))) {
            return;
        }
        var publicKeys = new ArrayList<String>();
        for (var service : SERVICES) {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var common = "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\""
                    .formatted(service, last(pair, false));
            publicKeys.add("{" + common + "}");
            Files.writeString(directory.resolve(service + ".jwk"), "{%s,\"d\":\"%s\"}".formatted(common, last(pair, true)));
        }
        Files.writeString(directory.resolve("keys.json"), "{\"keys\":[" + String.join(",", publicKeys) + "]}");
    }

    // Both encodings end with the 32 bytes of the key itself.
    private static String last(KeyPair pair, boolean secret) {
        var encoded = secret ? pair.getPrivate().getEncoded() : pair.getPublic().getEncoded();
        var key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
