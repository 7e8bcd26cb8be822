package io.focusforge.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
    private static final String LOAD = "focusforge.embeddings.load";

    @Test
    void whoOnlyChatsDoesNotWaitForTheModel() {
        var loader = new ModelLoader(config(Map.of()));
        loader.start(new StartupEvent());
        assertThat(loader.isReady()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("embedding-model-loader");
    }

    @Test
    void theFirstTextWaitsForTheModel() {
        var loader = new ModelLoader(config(Map.of()));
        assertThat(loader.model().encode("When does the board meet?").vector()).hasSize(MiniLm.DIMENSIONS);
    }

    @Test
    void isReadyWhenWhatIsLoadedAtTheStartIsThere() {
        var loader = new ModelLoader(config(Map.of(LOAD, "at-start")));
        assertThat(loader.isReady()).isFalse();
        loader.start(new StartupEvent());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(loader::isReady);
    }

    private static EmbeddingsConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(ConfigMappings.ConfigClass.configClass(EmbeddingsConfig.class))
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(Path.class, 200, new PathConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EmbeddingsConfig.class);
    }
}
