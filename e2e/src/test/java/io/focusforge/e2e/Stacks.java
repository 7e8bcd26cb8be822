package io.focusforge.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import io.focusforge.local.testing.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The two stacks that the tests share, each started when it is first asked for: one without a model, one with. With {@code FOCUSFORGE_E2E_URL}, and an
 * operator's key in {@code FOCUSFORGE_E2E_KEY}, the one without a model is what answers there; what only a stack of one's own can do is left out then.
 */
final class Stacks {
    private static final String URL = System.getenv("FOCUSFORGE_E2E_URL");
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DATA = PROJECT.resolve("e2e/target/stacks");

    private Stacks() {}

    /** The operator of a stack that has no model provider. */
    static Client withRules() {
        return URL == null ? operator(Rules.STACK) : new Client(URL, System.getenv("FOCUSFORGE_E2E_KEY"));
    }

    /** The operator of a stack whose model is {@link #provider()}. */
    static Client withModel() {
        assumeOwn();
        return operator(Model.STACK);
    }

    static FakeProvider provider() {
        assumeOwn();
        return Model.PROVIDER;
    }

    /** The other provider of that stack. */
    static WireProvider wireProvider() {
        assumeOwn();
        return Model.WIRE;
    }

    /** Where all spans of that stack are. */
    static String receivedSpans() {
        assumeOwn();
        return Model.SPANS.get(OtlpReceiver.RECEIVED);
    }

    /** Ends a service of the stack without a model as a crash would. */
    static void killService(String service) {
        assumeOwn();
        Rules.STACK.kill(Service.valueOf(service.toUpperCase(Locale.ROOT)));
    }

    /** Where an ingress may send the model calls of the stack without a model. */
    static String models() {
        assumeOwn();
        return Rules.STACK.serviceUrl(Service.AI);
    }

    /** The processes of the services of the stack without a model. */
    static Map<Service, Long> processes() {
        assumeOwn();
        return Rules.STACK.pids();
    }

    /** Where the stack without a model keeps its files. */
    static Path files() {
        assumeOwn();
        return Rules.OPTIONS.data();
    }

    /** As nobody but a test may: all rows of all tenants. */
    static Connection database(String service) throws SQLException {
        assumeOwn();
        return Rules.STACK.servers().endpoints().postgres().connect(service);
    }

    static void awaitReady() {
        assumeOwn();
        Rules.STACK.awaitReady(Duration.ofSeconds(60));
    }

    private static void assumeOwn() {
        assumeTrue(URL == null, "the stack is not the test's own");
    }

    private static Client operator(Stack stack) {
        return new Client(stack.url(), stack.apiKey());
    }

    private static Stack start(StackOptions options) {
        var stack = Stack.start(
                options.withSetting(Service.GATEWAY, "focusforge.gateway.limit.requests-per-minute", "100000")
                        // a busy machine is not to be taken for a Redis that is away: tests count exactly
                        .withSetting(Service.GATEWAY, "focusforge.gateway.limit.redis-timeout", "5S")
                        .withSetting(Service.AI, "focusforge.limits.redis-timeout", "5S"));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
        return stack;
    }

    private static StackOptions options(String name) {
        try {
            Files.createDirectories(DATA);
            return StackOptions.of(PROJECT, Files.createTempDirectory(DATA, name))
                    .withFlags(StackOptions.Flags.BRIEF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Rules {
        /** What was under way when the orchestrator died is taken up some seconds after the longest time that it may take. */
        static final StackOptions OPTIONS = options("rules")
                .withSetting(Service.ORCHESTRATOR, "focusforge.chains.max-timeout", "4S")
                // on a busy machine, too, the answer comes with the analysis
                .withSetting(Service.ORCHESTRATOR, "focusforge.tasks.analysis-wait", "10S")
                // a worker that was killed is followed soon, and what is embedded again is seen to be
                .withSetting(Service.WORKER, "focusforge.worker.lease", "4S")
                .withSetting(Service.MEMORY, "focusforge.memory.embedding.cache-size", "0");

        static final Stack STACK = start(OPTIONS.withSetting(
                Service.MEMORY, "focusforge.documents.spool-directory", OPTIONS.data() + "/uploads"));
    }

    private static final class Model {
        static final FakeProvider PROVIDER = startProvider();
        static final WireProvider WIRE = startWireProvider();
        static final Map<String, String> SPANS = new OtlpReceiver().start();
        static final Stack STACK = start(traced(options("model"))
                .withSetting(Service.AI, "focusforge.ai.providers.wire.base-url", WIRE.url() + "/v1")
                .withSetting(Service.AI, "focusforge.ai.providers.wire.models", WireProvider.CHAT)
                .withSetting(Service.AI, "focusforge.ai.providers.wire.embedding-models", WireProvider.EMBEDDING)
                .withSetting(Service.AI, "focusforge.ai.providers.wire.requests-per-minute", "0")
                .withSetting(Service.AI, "focusforge.ai.providers.wire.max-concurrency", "16")
                .withSetting(Service.AI, "focusforge.ai.providers.fake.base-url", PROVIDER.baseUrl())
                .withSetting(Service.AI, "focusforge.ai.providers.fake.models", FakeProvider.MODEL)
                .withSetting(Service.AI, "focusforge.ai.providers.fake.requests-per-minute", "0")
                .withSetting(Service.AI, "focusforge.ai.providers.fake.max-concurrency", "16")
                .withSetting(Service.AI, "focusforge.ai.providers.fake.breaker-open-for", "1S")
                .withSetting(Service.ORCHESTRATOR, "focusforge.chains.max-timeout", "4S")
                .withSetting(Service.ORCHESTRATOR, "focusforge.mcp.allowed-private-hosts", "localhost")
                .withSetting(Service.ORCHESTRATOR, "focusforge.tasks.retry-base", "500ms")
                .withSetting(Service.ORCHESTRATOR, "focusforge.tasks.retry-max", "1S"));

        private static StackOptions traced(StackOptions options) {
            var traced = options;
            for (var service : Service.values()) {
                for (var setting : SPANS.entrySet()) {
                    traced = traced.withSetting(service, setting.getKey(), setting.getValue());
                }
            }
            return traced;
        }

        private static WireProvider startWireProvider() {
            try {
                return new WireProvider();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static FakeProvider startProvider() {
            try {
                return new FakeProvider();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
