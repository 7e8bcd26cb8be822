package io.focusforge.ai.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** One fake provider, configured under several names, each with limits of its own. */
public final class FakeProviders implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "sk-test-7Hq2secret";
    public static final String URL = "test.fake-provider.url";

    private final FakeProvider fake = new FakeProvider();
    private FakeGateway gateway;
    private final StuckServer stuck = new StuckServer();
    private final Map<String, String> settings = new HashMap<>();

    @Override
    public Map<String, String> start() {
        try {
            var url = "http://localhost:" + fake.start();
            settings.put(URL, url);
            gateway = new FakeGateway();
            settings.put("focusforge.services.gateway.url", gateway.url());
            settings.put("focusforge.provider-file.path", Files.createTempDirectory("providers") + "/table.yaml");
            settings.put("focusforge.provider-file.check-every", "100ms");
            provider(
                    "alpha",
                    url,
                    Map.of("models", "gpt-test,shared", "max-concurrency", "50", "retry-budget-percent", "100"));
            provider("fragile", url, Map.of("retries", "0", "breaker-failures", "5", "breaker-open-for", "2S"));
            provider("narrow", url, Map.of("retries", "0"));
            provider("metered", url, Map.of("retries", "0", "max-concurrency", "50", "requests-per-minute", "10"));
            provider("slow", url, Map.of("total-timeout", "600ms", "first-token-timeout", "300ms"));
            provider(
                    "beta", url, Map.of("max-concurrency", "50", "headers", "X-Team: blue", "propagate-trace", "true"));
            provider("silent", url, Map.of("between-tokens-timeout", "300ms", "first-token-timeout", "1S"));
            provider("thrifty", url, Map.of("retries", "1", "retry-budget-percent", "0"));
            provider("tokens", url, Map.of("retries", "0", "tokens-per-minute", "30"));
            provider("stuck", "http://localhost:" + stuck.port(), Map.of("retries", "0", "connect-timeout", "300ms"));
            provider("tripped", url, Map.of("retries", "0", "breaker-failures", "1"));
            alias("guarded", "tripped/tripped-model,beta/beta-model", "strategy", "ordered");
            alias("smart", "alpha/gpt-test,beta/beta-model", "fallback-on", "error,context-length,content-policy");
            alias("careful", "alpha/gpt-test,beta/beta-model", "fallback-on", "context-length");
            alias("plain", "alpha/gpt-test,beta/beta-model", "strategy", "ordered");
            alias("spread", "alpha/gpt-test=1,beta/beta-model=1", "strategy", "weighted");
            alias("spare", "narrow/narrow-model,beta/beta-model", "strategy", "ordered");
            settings.put("focusforge.overload.max-wait", "2S");
            alias("even", "alpha/gpt-test,beta/beta-model", "strategy", "least-outstanding");
            alias("degraded", "dead/dead-model,focusforge-extractive", "strategy", "ordered");
            provider("dead", "http://localhost:1", Map.of("retries", "1"));
            settings.put("focusforge.ai.providers.alpha.embedding-models", "embed-test");
            settings.put("focusforge.ai.providers.dead.embedding-models", "embed-far");
            settings.put("focusforge.ai.providers.thrifty.embedding-models", "embed-far");
            settings.put("focusforge.ai.providers.vectors.base-url", url + "/vectors/v1");
            settings.put("focusforge.ai.providers.vectors.embedding-models", "embed-only");
            settings.put("focusforge.ai.providers.vectors.requests-per-minute", "0");
            settings.put("focusforge.embeddings.batch-wait", "100ms");
            settings.put("focusforge.ai.providers.alpha.prices.\"gpt-test\".input", "150000");
            settings.put("focusforge.ai.providers.alpha.prices.\"gpt-test\".output", "600000");
            return settings;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            fake.stop();
            stuck.close();
            gateway.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void alias(String name, String targets, String setting, String value) {
        settings.put("focusforge.ai.aliases." + name + ".targets", targets);
        settings.put("focusforge.ai.aliases." + name + "." + setting, value);
    }

    private void provider(String name, String url, Map<String, String> more) {
        var provider = new HashMap<>(Map.of(
                "base-url",
                url + "/" + name + "/v1/",
                "api-key",
                KEY,
                "models",
                name + "-model,shared",
                "requests-per-minute",
                "0",
                "breaker-failures",
                "1000"));
        provider.putAll(more);
        provider.forEach((key, value) -> settings.put("focusforge.ai.providers." + name + "." + key, value));
    }
}
