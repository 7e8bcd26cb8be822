package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a release of Kubernetes takes, by the classes that its official client generates from the OpenAPI: fields that are not defined and fields
 * that are missing are refused at every depth. Types other than of objects, arrays and strings are not looked at, nor what only the server checks.
 */
final class KubernetesRelease implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("target/kubernetes");

    private final URLClassLoader classes;

    KubernetesRelease(String minor) throws IOException {
        classes = new URLClassLoader(
                new URL[] {url(minor + ".jar"), url("gson.jar")}, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String name) throws IOException {
        var file = DIRECTORY.resolve(name);
        if (!Files.exists(file)) {
            throw new IllegalStateException("%s is missing: the build copies it.".formatted(file));
        }
        return file.toUri().toURL();
    }

    /** Whether the object is of its own kinds, and not of an extension. */
    boolean knows(JsonNode object) {
        try {
            model(object);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** @return why it would not be taken */
    Optional<String> refusal(JsonNode object) {
        try {
            var element = classes.loadClass("com.google.gson.JsonElement");
            var parsed = classes.loadClass("com.google.gson.JsonParser")
                    .getMethod("parseString", String.class)
                    .invoke(null, object.toString());
            model(object).getMethod("validateJsonElement", element).invoke(null, parsed);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // apps/v1 and Deployment is V1Deployment
    private Class<?> model(JsonNode object) throws ClassNotFoundException {
        var version = object.path("apiVersion").asText();
        var group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        if (group.contains(".") && !group.endsWith(".k8s.io") || group.equals("gateway.networking.k8s.io")) {
            throw new ClassNotFoundException(version);
        }
        var name = version.substring(version.indexOf('/') + 1);
        return classes.loadClass("io.kubernetes.client.openapi.models."
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1)
                + object.path("kind").asText());
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
