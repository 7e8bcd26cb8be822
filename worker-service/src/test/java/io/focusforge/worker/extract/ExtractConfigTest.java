package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractConfigTest {
    @Test
    void hasDefaultsForEverything() {
        var settings = Extracting.settings(Map.of());
        assertThat(settings.maxSize().asLongValue()).isEqualTo(100 << 20);
        assertThat(settings.maxCharacters()).isEqualTo(100_000_000);
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.processes()).isEqualTo(2);
        assertThat(settings.memory().asLongValue()).isEqualTo(256 << 20);
        assertThat(settings.documentsPerProcess()).isEqualTo(200);
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxPixels()).isEqualTo(50_000_000);
        assertThat(settings.thumbnailEdge()).isEqualTo(512);
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> Extracting.settings(Map.of("focusforge.extract.ocr", "true")))
                .hasMessageContaining("focusforge.extract.ocr");
    }
}
