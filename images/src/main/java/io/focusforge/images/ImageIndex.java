package io.focusforge.images;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.OciIndexTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One name for the images of several architectures, which have been pushed under names of their own: a cache belongs to one architecture, so
 * that their layers differ.
 */
final class ImageIndex {
    private final ImageReference name;
    private final Map<String, ImageReference> images = new LinkedHashMap<>();

    ImageIndex(ImageReference name) {
        this.name = name;
    }

    ImageReference name() {
        return name;
    }

    void add(String architecture, ImageReference image) {
        images.put(architecture, image);
    }

    void push(boolean insecure) {
        var http = new FailoverHttpClient(insecure, false, event -> {});
        try {
            var registry = client(http);
            var index = new OciIndexTemplate();
            for (var image : images.entrySet()) {
                var manifest = registry.pullManifest(image.getValue().getQualifier(), OciManifestTemplate.class);
                var size = JsonTemplateMapper.toByteArray(manifest.getManifest()).length;
                index.addManifest(
                        new BlobDescriptor(size, manifest.getDigest()),
                        image.getValue().toString());
                index.getManifests().getLast().setPlatform(image.getKey(), "linux");
            }
            registry.pushManifest(index, name.getQualifier());
        } catch (IOException | RegistryException | CredentialRetrievalException e) {
            throw Failures.explain(e);
        } finally {
            close(http);
        }
    }

    private RegistryClient client(FailoverHttpClient http)
            throws IOException, RegistryException, CredentialRetrievalException {
        var factory = RegistryClient.factory(EventHandlers.NONE, name.getRegistry(), name.getRepository(), http);
        var credential = credential();
        credential.ifPresent(factory::setCredential);
        var client = factory.newRegistryClient();
        if (!client.doPushBearerAuth() && credential.isPresent()) {
            client.configureBasicAuth();
        }
        return client;
    }

    private Optional<Credential> credential() throws CredentialRetrievalException {
        for (var source : Credentials.of(name)) {
            var found = source.retrieve();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static void close(FailoverHttpClient http) {
        try {
            http.shutDown();
        } catch (IOException e) {
            throw Failures.explain(e);
        }
    }
}
