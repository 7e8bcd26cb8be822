package io.focusforge.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The chart, rendered with a profile or without, and with values of a test. */
final class Chart {
    static final String NAMESPACE = "test";
    static final String RELEASE = "ff";
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path DIRECTORY = ROOT.resolve("helm/focusforge");
    private static final String KUBERNETES = "1.34.0";

    private Chart() {}

    /** With these values, in YAML, over the chart's. */
    static Manifests render(String values) {
        return render("", values);
    }

    /**
     * @param profiles {@code laptop}, …; several, one over the other, with a {@code +} between
     * @throws IllegalStateException with what Helm says, when it refuses
     */
    static Manifests render(String profiles, String values) {
        return render(RELEASE, NAMESPACE, profiles, values);
    }

    static Manifests render(String release, String namespace, String profiles, String values) {
        var template = new Helm(DIRECTORY)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES);
        LookedUpCluster.get();
        Pattern.compile("\\+")
                .splitAsStream(profiles)
                .filter(profile -> !profile.isEmpty())
                .forEach(profile -> template.withValuesFile(DIRECTORY.resolve("values-%s.yaml".formatted(profile))));
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                template.withValuesFile(Files.writeString(file, values));
                return Manifests.parse(template.call());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
