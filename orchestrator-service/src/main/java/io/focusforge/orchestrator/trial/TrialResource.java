package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.library.Drafts;
import io.focusforge.orchestrator.library.Kept;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trials of chains. Models and searches are asked for real, and counted; nothing is kept. */
@Path("/api/v1/chains")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "chains")
public class TrialResource {
    /** The name of a chain and, behind a colon, what to do with it. */
    private static final String CALL = "{call: [a-z][a-z0-9_]*:";

    private final Trials trials;
    private final ChainLibrary library;
    private final Drafts drafts;
    private final IdempotentTrials once;
    private final CurrentCaller caller;

    TrialResource(Trials trials, ChainLibrary library, Drafts drafts, IdempotentTrials once, CurrentCaller caller) {
        this.trials = trials;
        this.library = library;
        this.drafts = drafts;
        this.once = once;
        this.caller = caller;
    }

    @POST
    @Path(CALL + "dryRun}")
    @Operation(summary = "Try a chain, and see what each step gives")
    @APIResponseSchema(Trial.class)
    public Response dryRun(
            String call,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull TrialRequests.DryRun body)
            throws InterruptedException {
        var who = caller.get();
        return once.once(who, once.key(idempotencyKey, call, body), () -> dryRun(who, name(call), body));
    }

    private Trial dryRun(Caller who, String name, TrialRequests.DryRun body) throws InterruptedException {
        var kept = body.definition() == null
                ? require(who, name, body.version())
                : drafts.read(who.tenant(), name, body.definition());
        var given = body.results() == null ? Map.<String, JsonNode>of() : body.results();
        return trials.run(who, kept, new Trials.Sample(body.input(), given, false));
    }

    @POST
    @Path(CALL + "diff}")
    @Operation(summary = "How the outputs of two versions differ on sample inputs")
    @APIResponseSchema(TrialAnswers.Diffs.class)
    public Response diff(
            String call,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull TrialRequests.Diff body)
            throws InterruptedException {
        var who = caller.get();
        return once.once(who, once.key(idempotencyKey, call, body), () -> diff(who, name(call), body));
    }

    private TrialAnswers.Diffs diff(Caller who, String name, TrialRequests.Diff body) throws InterruptedException {
        var from = require(who, name, body.from());
        var to = require(who, name, body.to());
        body.inputs().forEach(input -> List.of(from, to).forEach(kept -> Trials.requireInput(kept, input)));
        var pairs = new ArrayList<TrialAnswers.Pair>();
        for (var input : body.inputs()) {
            pairs.add(pair(
                    trials.run(who, from, new Trials.Sample(input, Map.of(), false)),
                    trials.run(who, to, new Trials.Sample(input, Map.of(), false))));
        }
        return new TrialAnswers.Diffs(pairs);
    }

    private static TrialAnswers.Pair pair(Trial from, Trial to) {
        return new TrialAnswers.Pair(from, to, Difference.between(output(from), output(to)));
    }

    private static JsonNode output(Trial trial) {
        return trial.output() == null ? NullNode.getInstance() : trial.output();
    }

    @POST
    @Path(CALL + "warm}")
    @Operation(summary = "Work out and keep what steps with a cache give for these inputs")
    @APIResponseSchema(TrialAnswers.Warmed.class)
    public Response warm(
            String call,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull TrialRequests.Warm body)
            throws InterruptedException {
        var who = caller.get();
        return once.once(who, once.key(idempotencyKey, call, body), () -> warm(who, name(call), body));
    }

    private TrialAnswers.Warmed warm(Caller who, String name, TrialRequests.Warm body) throws InterruptedException {
        var kept = require(who, name, body.version());
        body.inputs().forEach(input -> Trials.requireInput(kept, input));
        var states = new ArrayList<String>();
        for (var input : body.inputs()) {
            states.add(trials.run(who, kept, new Trials.Sample(input, Map.of(), true))
                    .state());
        }
        return new TrialAnswers.Warmed(states);
    }

    private static String name(String call) {
        return call.substring(0, call.indexOf(':'));
    }

    private Kept require(Caller who, String name, Integer version) {
        return library.find(who.tenant(), name, version)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no such chain or version; GET /api/v1/chains lists them."));
    }
}
