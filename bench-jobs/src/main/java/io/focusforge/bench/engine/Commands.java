package io.focusforge.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes a command per line of standard input and answers each with a line of JSON; the process ends with its input. */
@ApplicationScoped
class Commands {
    private static final Logger LOG = Logger.getLogger(Commands.class);
    /** After the parts of the engine have started. */
    private static final int LAST = 10_000;

    private final Scenarios scenarios;
    private final Tally tally;
    private final ObjectMapper json;

    Commands(Scenarios scenarios, Tally tally, ObjectMapper json) {
        this.scenarios = scenarios;
        this.tally = tally;
        this.json = json;
    }

    void start(@Observes @Priority(LAST) StartupEvent event) {
        Thread.ofPlatform().name("commands").daemon().start(this::serve);
    }

    private void serve() {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            answer(Map.of("ready", true));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(obey(line.strip().split(" ")));
            }
        } catch (Exception e) {
            LOG.error("The command failed", e);
        }
        Quarkus.asyncExit();
    }

    private Map<String, Object> obey(String[] words) throws Exception {
        return switch (words[0]) {
            case "run" -> scenarios.run(Long.parseLong(words[1]));
            case "accept" -> scenarios.accept(Long.parseLong(words[1]), false);
            case "accept-slow" -> scenarios.accept(Long.parseLong(words[1]), true);
            case "await-run" -> scenarios.awaitRun(Long.parseLong(words[1]));
            case "await-all" -> scenarios.awaitAll();
            case "pickup" -> scenarios.pickup(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "slow-millis" -> slow(Duration.ofMillis(Long.parseLong(words[1])));
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        };
    }

    private Map<String, Object> slow(Duration duration) {
        tally.duration(duration);
        return Map.of("millis", duration.toMillis());
    }

    private void answer(Map<String, Object> answer) throws Exception {
        System.out.println(json.writeValueAsString(answer));
    }
}
