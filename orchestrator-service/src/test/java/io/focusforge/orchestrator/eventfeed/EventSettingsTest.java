package io.focusforge.orchestrator.eventfeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.orchestrator.eventkey.EventKeyConfig;
import io.focusforge.orchestrator.history.HistoryConfig;
import io.focusforge.orchestrator.projection.ProjectionConfig;
import io.focusforge.orchestrator.publication.PublicationConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSettingsTest {
    @Test
    void haveDefaultsForEverything() {
        var settings = settings(Map.of());
        var feed = settings.getConfigMapping(EventFeedConfig.class);
        assertThat(feed.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(feed.lookEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(feed.keepAlive()).isEqualTo(Duration.ofSeconds(10));
        assertThat(feed.longest()).isEqualTo(Duration.ofMinutes(30));
        assertThat(feed.maxStreams()).isEqualTo(200);
        assertThat(feed.maxStreamsPerTenant()).isEqualTo(50);
        var publication = settings.getConfigMapping(PublicationConfig.class);
        assertThat(publication.enabled()).isTrue();
        assertThat(publication.every()).isEqualTo(Duration.ofMillis(250));
        assertThat(publication.batchSize()).isEqualTo(500);
        var projections = settings.getConfigMapping(ProjectionConfig.class);
        assertThat(projections.lookEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(projections.batchSize()).isEqualTo(2000);
        assertThat(projections.switchWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(projections.mostFailures()).isEqualTo(10);
        assertThat(settings.getConfigMapping(HistoryConfig.class).snapshotAfter())
                .isEqualTo(100);
        assertThat(settings.getConfigMapping(EventKeyConfig.class).masters()).isEmpty();
    }

    @Test
    void knowTheirKeys() {
        var settings = settings(Map.of(
                "focusforge.event-feed.retention", "7d",
                "focusforge.event-keys.masters", "a:x,b:y",
                "focusforge.event-publication.enabled", "false",
                "focusforge.projections.batch-size", "10",
                "focusforge.history.snapshot-after", "5"));
        assertThat(settings.getConfigMapping(EventFeedConfig.class).retention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.getConfigMapping(EventKeyConfig.class).masters().orElseThrow())
                .containsExactly("a:x", "b:y");
        assertThat(settings.getConfigMapping(PublicationConfig.class).enabled()).isFalse();
        assertThat(settings.getConfigMapping(ProjectionConfig.class).batchSize())
                .isEqualTo(10);
        assertThat(settings.getConfigMapping(HistoryConfig.class).snapshotAfter())
                .isEqualTo(5);
        assertThatThrownBy(() -> settings(Map.of("focusforge.projections.batch", "10")))
                .hasMessageContaining("focusforge.projections.batch");
    }

    private static SmallRyeConfig settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(EventFeedConfig.class)
                .withMapping(EventKeyConfig.class)
                .withMapping(PublicationConfig.class)
                .withMapping(ProjectionConfig.class)
                .withMapping(HistoryConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build();
    }
}
