package io.focusforge.orchestrator.library;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.id.Ids;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.definition.ChainDefinition;
import io.focusforge.orchestrator.definition.ChainReader;
import io.focusforge.orchestrator.definition.OtherChains;
import io.focusforge.orchestrator.definition.Step;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Takes chains that a tenant sends: read, checked and bound to the versions that they call, before anything is kept. */
@ApplicationScoped
class Uploads {
    private final ChainLibrary library;
    private final ChainCatalog builtIn;
    private final LibraryConfig config;
    private final Clock clock;
    private final DeclaredTools tools;
    private final ChainStore store = new ChainStore();
    private final CallStore calls = new CallStore();

    Uploads(ChainLibrary library, ChainCatalog builtIn, LibraryConfig config, Clock clock, DeclaredTools tools) {
        this.tools = tools;
        this.library = library;
        this.builtIn = builtIn;
        this.config = config;
        this.clock = clock;
    }

    /** A chain that can be kept. */
    record Draft(ChainDefinition definition, int depth) {
        private List<CallStore.Called> calls() {
            return definition
                    .steps()
                    .flatMap(Step::calls)
                    .map(call -> new CallStore.Called(call.chain(), call.version()))
                    .distinct()
                    .toList();
        }
    }

    /** What was kept. */
    record Added(Head head, StoredVersion version) {}

    Draft read(UUID tenant, String text) {
        var others = library.others(tenant);
        var sent = ChainReader.read(text, others);
        if (builtIn.find(sent.name()).isPresent()) {
            throw ProblemException.invalid("/name", "is that of a chain which is built in");
        }
        sent.steps().forEach(Uploads::requireOwnTwin);
        sent.steps().forEach(step -> tools.require(tenant, step));
        var depth = sent.steps()
                .flatMap(Step::calls)
                .mapToInt(call -> pinned(call, sent, others))
                .max()
                .orElse(0);
        return new Draft(ChainReader.again(sent.source(), others), depth + 1);
    }

    private static void requireOwnTwin(Step step) {
        if (step instanceof Step.Prompt prompt
                && prompt.twin().filter(Step.Twin.Rules.class::isInstance).isPresent()) {
            throw ProblemException.invalid(
                    step.common().pointer() + "/twin", "is for chains which are built in; give an expression");
        }
    }

    /** The version that is active now is the one that is called for ever. @return the depth of what is called */
    private static int pinned(Step.Called call, ChainDefinition sent, OtherChains others) {
        var other = others.find(call.chain(), call.version()).orElseThrow();
        ((ObjectNode) sent.source().at(call.pointer())).put("version", other.version());
        return other.depth();
    }

    Added add(SqlConnection connection, UUID tenant, Draft draft, boolean activate) {
        var name = draft.definition().name();
        var now = clock.instant();
        store.begin(connection, tenant, name, now);
        var head = store.lock(connection, tenant, name).orElseThrow();
        requireRoom(connection, tenant, head);
        var version = new StoredVersion(
                name, head.latest() + 1, Ids.next(), draft.definition().source().toString(), draft.depth(), now);
        store.add(connection, tenant, version);
        calls.add(connection, tenant, version, draft.calls());
        var next = next(head, version, activate);
        store.set(connection, tenant, next);
        return new Added(next, version);
    }

    private static Head next(Head head, StoredVersion added, boolean activate) {
        var isActive = activate || head.latest() == 0;
        return new Head(
                head.name(),
                isActive ? added.version() : head.active(),
                isActive && head.latest() > 0 ? Integer.valueOf(head.active()) : head.previous(),
                added.version(),
                added.createdAt());
    }

    private void requireRoom(SqlConnection connection, UUID tenant, Head head) {
        if (head.latest() == 0 && store.chains(connection, tenant) > config.chains()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "A tenant has at most %d chains; delete one.".formatted(config.chains()));
        }
        if (store.versions(connection, tenant, head.name()) >= config.versions()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "A chain has at most %d versions; delete one.".formatted(config.versions()));
        }
    }
}
