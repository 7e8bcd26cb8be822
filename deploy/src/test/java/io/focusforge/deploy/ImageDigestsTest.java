package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every image of an installation can be named by what is in it, which no registry can change. */
class ImageDigestsTest {
    private static final String NAMED = """
        defaults: {image: {digest: "sha256:a"}}
        postgres: {image: {digest: "sha256:b"}}
        redis: {image: {digest: "sha256:c"}}
        mongodb: {mode: %s, image: {digest: "sha256:d"}, emulatedImage: {digest: "sha256:e"}}
        backup: {enabled: true, s3: {bucket: b}}
        secrets: {external: theirs}
        """;

    @Test
    void takeThePlaceOfTags() {
        assertThat(images("bundled"))
                .hasSize(8)
                .contains("focusforge/ai-service@sha256:a", "focusforge/postgres@sha256:b", "redis@sha256:c")
                .contains("mongo@sha256:d")
                .allMatch(image -> image.contains("@sha256:"));
        assertThat(images("emulated"))
                .contains("focusforge/documents@sha256:e")
                .allMatch(image -> image.contains("@sha256:"));
    }

    private static Set<String> images(String mode) {
        var manifests = Chart.render(NAMED.formatted(mode));
        var copies = manifests.of("CronJob").map(job -> job.at("/spec/jobTemplate/spec/template"));
        return Stream.concat(manifests.pods().stream(), copies)
                .flatMap(Manifests::containers)
                .map(container -> container.path("image"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
