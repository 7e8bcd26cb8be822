package io.focusforge.images;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.util.List;

/** What registries are logged in to with: what {@code docker login} or {@code podman login} has left, and the helpers of clouds. */
final class Credentials {
    private Credentials() {}

    static RegistryImage with(ImageReference reference) {
        var image = RegistryImage.named(reference);
        of(reference).forEach(image::addCredentialRetriever);
        return image;
    }

    static List<CredentialRetriever> of(ImageReference reference) {
        var factory = CredentialRetrieverFactory.forImage(reference, event -> {});
        return List.of(factory.dockerConfig(), factory.wellKnownCredentialHelpers());
    }
}
