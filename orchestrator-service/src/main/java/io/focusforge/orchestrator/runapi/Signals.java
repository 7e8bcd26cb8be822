package io.focusforge.orchestrator.runapi;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.runengine.RunsConfig;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.regex.Pattern;

/** Who may send what to a run: its owner anything, others what a step waits for that allows them by a right. */
@ApplicationScoped
class Signals {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int LONGEST = 64_000;

    /** Stores a signal, in a transaction. */
    interface Sent {
        void store(SqlConnection connection);
    }

    private final RunReads reads;
    private final RunCommands commands;
    private final RunsConfig config;
    private final Clock clock;

    Signals(RunReads reads, RunCommands commands, RunsConfig config, Clock clock) {
        this.reads = reads;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /** @return the run, which the caller may send this to */
    RunRecord allowed(Caller caller, String id, String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name", "takes 1 to 64 letters, digits, '_', '.' and '-'");
        }
        var run = reads.find(RunIds.key(caller, id)).orElseThrow(RunIds::missing);
        var rights = commands.rights(run.key(), name);
        var isOwner = run.user().equals(caller.user());
        var isWanted = rights.stream().anyMatch(right -> right.map(caller::may).orElse(isOwner));
        if (!isWanted && !isOwner) {
            throw RunIds.missing();
        }
        if (!isWanted && !rights.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "The step that waits for this takes it from somebody with the right '%s'."
                            .formatted(rights.getFirst().orElseThrow()));
        }
        return run;
    }

    static String data(String body) {
        if (body.length() > LONGEST) {
            throw new ProblemException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "A signal has at most %d characters.".formatted(LONGEST));
        }
        return body;
    }

    /** Part of the caller's transaction. */
    void send(SqlConnection connection, RunRecord run, String name, String data, Caller sender) {
        if (commands.signals(connection, run.key()) >= config.maxSignals()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The run was sent %d signals already.".formatted(config.maxSignals()));
        }
        if (!commands.signal(connection, run.key(), name, data, sender, clock.instant())) {
            throw new ProblemException(ErrorCode.CONFLICT, "The run has ended.");
        }
    }
}
