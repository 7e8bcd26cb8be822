package io.focusforge.images;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import io.focusforge.local.server.LocalFailure;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says what a failure of a registry means for the person in front of it. */
final class Failures {
    private static final String ANOTHER_BASE =
            "name a base that can be reached with --base, a registry's or tar://FILE (no Docker is needed for either)";

    private Failures() {}

    static LocalFailure explain(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var sentence =
                    switch (cause) {
                        case RegistryUnauthorizedException e ->
                            "The registry refuses access to %s: log in to it (docker login, podman login)."
                                    .formatted(e.getImageReference());
                        case RegistryAuthenticationFailedException e ->
                            "The login is not accepted: %s.".formatted(e.getMessage());
                        case InsecureRegistryException e ->
                            e.getMessage() + ". Allow HTTP with --insecure if you trust the network.";
                        case UnknownHostException e ->
                            "There is no way to the registry %s: %s.".formatted(e.getMessage(), ANOTHER_BASE);
                        case ConnectException e ->
                            "The registry does not answer (%s): %s.".formatted(e.getMessage(), ANOTHER_BASE);
                        case SocketTimeoutException e ->
                            "The registry does not answer in time: %s.".formatted(ANOTHER_BASE);
                        case SSLException e ->
                            "The registry's certificate is not accepted (%s): %s."
                                    .formatted(e.getMessage(), ANOTHER_BASE);
                        default -> null;
                    };
            if (sentence != null) {
                return new LocalFailure(sentence, failure);
            }
        }
        var message = failure.getMessage();
        return new LocalFailure("The image cannot be built: " + (message == null ? failure : message), failure);
    }
}
