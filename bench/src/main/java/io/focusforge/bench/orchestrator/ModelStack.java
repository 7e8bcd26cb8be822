package io.focusforge.bench.orchestrator;

import io.focusforge.bench.load.JavaProgram;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A whole stack whose models are played, and in which each call from the orchestrator to memory-service is timed. */
final class ModelStack implements AutoCloseable {
    private static final String PROVIDER = "focusforge.ai.providers.bench.";
    private final JavaProgram model;
    private final TimedDoor memory;
    private final Stack stack;
    private final PublicApi api;

    private ModelStack(JavaProgram model, TimedDoor memory, Stack stack) {
        this.model = model;
        this.memory = memory;
        this.stack = stack;
        this.api = new PublicApi(stack.url(), stack.apiKey());
    }

    static ModelStack start(Path project) throws IOException {
        var model = JavaProgram.start(MockModel.class, 64);
        var memory = new TimedDoor();
        try {
            var stack = Stack.start(options(project)
                    .withSetting(Service.AI, PROVIDER + "base-url", model.url() + "/v1")
                    .withSetting(Service.AI, PROVIDER + "api-key", "sk-bench")
                    .withSetting(Service.AI, PROVIDER + "models", MockModel.QUICK + "," + MockModel.SLOW)
                    .withSetting(Service.AI, PROVIDER + "requests-per-minute", "0")
                    .withSetting(Service.AI, PROVIDER + "max-concurrency", "64")
                    .withSetting(Service.ORCHESTRATOR, "focusforge.services.memory.url", memory.url()));
            memory.leadTo(stack.serviceUrl(Service.MEMORY));
            return new ModelStack(model, memory, stack);
        } catch (RuntimeException | IOException e) {
            memory.close();
            model.close();
            throw e;
        }
    }

    /** A fresh one that refuses nobody who asks often. */
    static StackOptions options(Path project) throws IOException {
        var parent = Files.createDirectories(project.resolve("bench/target/stacks"));
        return StackOptions.of(project, Files.createTempDirectory(parent, "orchestrator"))
                .withSetting(Service.GATEWAY, "focusforge.gateway.limit.requests-per-minute", "1000000");
    }

    PublicApi api() {
        return api;
    }

    TimedDoor memory() {
        return memory;
    }

    @Override
    public void close() {
        api.close();
        stack.close();
        memory.close();
        model.close();
    }
}
