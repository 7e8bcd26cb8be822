package io.focusforge.ai.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ErrorCode;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {
    private static final ProviderModel MODEL = new ProviderModel("alpha", "small");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ModelMetrics metrics = new ModelMetrics(registry);
    private final ModelMeters chat = metrics.of(Operation.CHAT, MODEL);

    @Test
    void countsInTheConventionsBuckets() {
        var used = new TokenUsage(5, 5, false);
        chat.succeeded(TimeUnit.MILLISECONDS.toNanos(30));
        chat.used(used);
        chat.streamed(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(4), used);
        assertThat(bucket("client_operation_duration_seconds", "0.02")).isEqualTo("0.0");
        assertThat(bucket("client_operation_duration_seconds", "0.04")).isEqualTo("1.0");
        assertThat(bucket("client_operation_time_to_first_chunk_seconds", "0.08"))
                .isEqualTo("0.0");
        assertThat(bucket("client_operation_time_to_first_chunk_seconds", "0.16"))
                .isEqualTo("1.0");
        assertThat(bucket("server_time_per_output_token_seconds", "0.75")).isEqualTo("0.0");
        assertThat(bucket("server_time_per_output_token_seconds", "1.0")).isEqualTo("1.0");
        assertThat(bucket("client_token_usage_token", "4.0")).isEqualTo("0.0");
        assertThat(bucket("client_token_usage_token", "16.0")).isEqualTo("1.0");
    }

    @Test
    void tellsOperationsAndFailuresApart() {
        chat.failed(ErrorCode.MODEL_ERROR, 1);
        metrics.of(Operation.TEXT, MODEL).succeeded(1);
        assertThat(registry.scrape())
                .containsPattern("duration_seconds_count\\{error_type=\"model_error\",gen_ai_operation_name=\"chat\"")
                .containsPattern("duration_seconds_count\\{error_type=\"\",gen_ai_operation_name=\"text_completion\"");
    }

    @Test
    void metersAreMadeOnce() {
        assertThat(metrics.of(Operation.CHAT, new ProviderModel("alpha", "small")))
                .isSameAs(chat);
        chat.succeeded(1);
        var made = registry.getMeters().size();
        chat.succeeded(2);
        assertThat(registry.getMeters()).hasSize(made);
    }

    private String bucket(String name, String bound) {
        var line = Pattern.compile("gen_ai_" + name + "_bucket\\{.*model=\"small\".*le=\"" + bound + "\",} (.*)")
                .matcher(registry.scrape());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
