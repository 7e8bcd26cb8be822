package io.focusforge.ai.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ErrorCode;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {
    private static final ProviderModel MODEL = new ProviderModel("alpha", "small");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ModelMetrics metrics = new ModelMetrics(registry);
    private final ModelMeters chat = metrics.of(Operation.CHAT, MODEL);

    @Test
    void countsInTheConventionsBuckets() {
        chat.succeeded(TimeUnit.MILLISECONDS.toNanos(30));
        chat.used(new TokenUsage(17, 5, false));
        chat.streamed(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(4), new TokenUsage(17, 5, false));
        assertThat(registry.scrape())
                .contains(
                        bucket("operation_duration_seconds", "0.02", 0),
                        bucket("operation_duration_seconds", "0.04", 1))
                .contains(
                        bucket("operation_time_to_first_chunk_seconds", "0.08", 0),
                        bucket("operation_time_to_first_chunk_seconds", "0.16", 1))
                .containsPattern("gen_ai_server_time_per_output_token_seconds_bucket\\{.*le=\"0.75\"} 0")
                .containsPattern("gen_ai_server_time_per_output_token_seconds_bucket\\{.*le=\"1.0\"} 1")
                .containsPattern("gen_ai_client_token_usage_token_bucket\\{.*type=\"input\",le=\"16.0\"} 0")
                .containsPattern("gen_ai_client_token_usage_token_bucket\\{.*type=\"input\",le=\"64.0\"} 1")
                .containsPattern("gen_ai_client_token_usage_token_sum\\{.*type=\"output\"} 5.0");
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

    private static String bucket(String name, String bound, int count) {
        return "gen_ai_client_" + name
                + "_bucket{%sgen_ai_operation_name=\"chat\",gen_ai_provider_name=\"alpha\",gen_ai_request_model=\"small\",le=\"%s\"} %d"
                        .formatted(name.contains("duration") ? "error_type=\"\"," : "", bound, count);
    }
}
