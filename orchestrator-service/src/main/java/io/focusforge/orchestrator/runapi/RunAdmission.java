package io.focusforge.orchestrator.runapi;

import io.focusforge.common.outbound.Destination;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.runengine.RunsConfig;
import io.focusforge.orchestrator.runstore.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URISyntaxException;
import java.time.Duration;

/** What a run is refused for before there is one. */
@ApplicationScoped
class RunAdmission {
    private static final int LONGEST_URL = 2_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RunReads reads;
    private final RunsConfig config;

    RunAdmission(RunReads reads, RunsConfig config) {
        this.reads = reads;
        this.config = config;
    }

    void check(NewRun run) {
        if (run.webhook() != null && run.webhook().url() != null) {
            checkUrl(run.webhook().url());
        }
        var most = config.unfinishedPerTenant();
        if (reads.unfinished(run.caller().tenant(), most) >= most) {
            throw new ProblemException(
                            ErrorCode.RATE_LIMITED,
                            "Your tenant has %d runs that have not ended. Wait for some, or cancel them."
                                    .formatted(most))
                    .retryAfter(SOON);
        }
    }

    private static void checkUrl(String url) {
        try {
            Destination.parse(url);
        } catch (URISyntaxException e) {
            throw ProblemException.invalid("webhook.url", e.getReason());
        }
        if (url.length() > LONGEST_URL) {
            throw ProblemException.invalid("webhook.url", "has at most %d characters".formatted(LONGEST_URL));
        }
    }
}
