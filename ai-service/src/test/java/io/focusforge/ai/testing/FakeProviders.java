package io.focusforge.ai.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** One fake provider, configured under several names, each with limits of its own. */
public final class FakeProviders implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "sk-test-7Hq2secret";
    public static final String URL = "test.fake-provider.url";

    private final FakeProvider fake = new FakeProvider();
    private final Map<String, String> settings = new HashMap<>();

    @Override
    public Map<String, String> start() {
        try {
            var url = "http://localhost:" + fake.start();
            settings.put(URL, url);
            provider(
                    "alpha",
                    url,
                    Map.of("models", "gpt-test,shared", "max-concurrency", "50", "retry-budget-percent", "100"));
            provider("fragile", url, Map.of("retries", "0", "breaker-failures", "5", "breaker-open-for", "2S"));
            provider("narrow", url, Map.of("retries", "0"));
            provider("metered", url, Map.of("retries", "0", "max-concurrency", "50", "requests-per-minute", "10"));
            provider("slow", url, Map.of("total-timeout", "600ms", "first-token-timeout", "300ms"));
            provider("dead", "http://localhost:1", Map.of("retries", "1"));
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
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
