package io.focusforge.bench.main;

import io.focusforge.bench.load.JavaProgram;
import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.RunningStack;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * The gateway's own CPU for a request beside that of a bare Vert.x proxy: the same request to the same service, in turn. The gateway
 * checks a key, a limit and the headers, and signs for the caller; the proxy is given a token that the service takes.
 */
final class ProxyCost {
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int CLIENTS = 16;

    private final RunningStack stack;
    private final JavaProgram proxy;
    private final String innerToken;
    private final Load load;

    ProxyCost(RunningStack stack, JavaProgram proxy, String innerToken, Load load) {
        this.stack = stack;
        this.proxy = proxy;
        this.innerToken = innerToken;
        this.load = load;
    }

    void warmUp(String task) {
        cost(stack.processes().get("gateway"), stack.readTask(task));
        cost(proxy.processes(), bare(task));
    }

    void measure(Rounds rounds, String task) {
        var gateway = cost(stack.processes().get("gateway"), stack.readTask(task));
        var bare = cost(proxy.processes(), bare(task));
        rounds.add("CPU per proxied request: gateway", "µs", gateway);
        rounds.add("CPU per proxied request: bare Vert.x proxy", "µs", bare);
        rounds.add("CPU per proxied request: gateway / bare proxy", "ratio", gateway / bare);
    }

    private Call bare(String task) {
        return new Call(HttpMethod.GET, proxy.url() + "/api/v1/tasks/" + task, innerToken, null, 200);
    }

    private double cost(ProcessTree process, Call call) {
        var before = process.cpu();
        var outcome = load.closedLoop(CLIENTS, ROUND, n -> call).withoutFailures();
        return process.cpu().minus(before).toNanos() / 1e3 / outcome.latencies().length;
    }
}
