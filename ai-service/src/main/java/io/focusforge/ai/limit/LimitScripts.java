package io.focusforge.ai.limit;

import io.focusforge.ai.limit.Demand.Charge;
import io.focusforge.common.redis.RedisScript;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The scripts, what they are given, and what they answer. */
final class LimitScripts {
    static final RedisScript CALLS = load("reserve", "calls");
    static final RedisScript RENEW = load("renew");
    static final RedisScript PODS = load("pods");
    static final RedisScript PROVIDER = load("provider");
    static final RedisScript PROVIDER_USED = load("provider_used");
    /** Stands for the time of Redis, by which all pods agree. */
    static final String REDIS_TIME = "";

    private static final int REFUSED = 0;
    private static final int ADMITTED = 1;

    private LimitScripts() {}

    /** One of the things that a call of {@link #CALLS} does: the states that it needs, and its arguments. */
    record Operation(List<String> states, List<String> arguments) {}

    /** The tickets of a tenant. */
    static String held(UUID tenant) {
        return "ff:{" + tenant + "}:limit:held";
    }

    /** The tenant's tickets, and a state for each rule. */
    static List<String> keys(Demand demand) {
        return keys(demand.tenant(), List.of(new Operation(states(demand), List.of())));
    }

    static List<String> keys(UUID tenant, List<Operation> operations) {
        var keys = new ArrayList<String>();
        keys.add(held(tenant));
        operations.forEach(operation -> keys.addAll(operation.states()));
        return keys;
    }

    static List<String> arguments(String now, Duration lease, List<Operation> operations) {
        var arguments = new ArrayList<String>();
        arguments.add(now);
        arguments.add(Long.toString(lease.toMillis()));
        operations.forEach(operation -> arguments.addAll(operation.arguments()));
        return arguments;
    }

    /** The reservation of a demand of nothing, which leaves no trace. */
    static Operation look(Demand nothing) {
        return reserve(nothing, Map.of(), "");
    }

    /** @param id unique among the calls of all pods */
    static Operation reserve(Demand demand, Map<Rule, Long> spent, String id) {
        var arguments = new ArrayList<String>();
        arguments.add("reserve");
        arguments.add(Integer.toString(demand.charges().size()));
        arguments.add(id);
        for (var charge : demand.charges()) {
            var rule = charge.rule();
            arguments.add(rule.dimension().letter());
            arguments.add(Long.toString(rule.limit()));
            arguments.add(Long.toString(charge.units()));
            arguments.add(
                    rule.period() == null
                            ? ""
                            : Long.toString(rule.period().end().toEpochMilli()));
            var seed = spent.get(rule);
            arguments.add(seed == null ? "" : seed.toString());
        }
        return new Operation(states(demand), arguments);
    }

    static Operation settle(Demand demand, String ticket, Actual spent) {
        var states = states(demand);
        return new Operation(
                states,
                List.of(
                        "settle",
                        Integer.toString(states.size()),
                        ticket,
                        Long.toString(spent.tokens()),
                        Long.toString(spent.costMicros())));
    }

    private static List<String> states(Demand demand) {
        var states = new ArrayList<String>(demand.charges().size());
        for (var charge : demand.charges()) {
            states.add(charge.rule().key(demand.tenant()));
        }
        return states;
    }

    static List<String> renew(String now, String ticket, Duration lease) {
        return List.of(now, Long.toString(lease.toMillis()), ticket);
    }

    static List<String> pods(Duration silence, String pod) {
        return List.of(REDIS_TIME, Long.toString(silence.toMillis()), pod);
    }

    static Verdict verdict(Demand demand, Response reply) {
        var charges = demand.charges();
        return switch (reply.get(0).toInteger()) {
            case ADMITTED -> new Verdict.Admitted(reply.get(1).toString(), standings(charges, reply, 2));
            case REFUSED ->
                new Verdict.Refused(
                        charges.get(reply.get(1).toInteger() - 1).rule(),
                        micros(reply.get(2)),
                        standings(charges, reply, 3));
            default ->
                new Verdict.Unknown(IntStream.range(1, reply.size())
                        .mapToObj(i -> charges.get(reply.get(i).toInteger() - 1).rule())
                        .toList());
        };
    }

    private static List<Standing> standings(List<Charge> charges, Response reply, int from) {
        var standings = new ArrayList<Standing>(charges.size());
        for (var i = 0; i < charges.size(); i++) {
            var at = from + 2 * i;
            standings.add(new Standing(charges.get(i).rule(), reply.get(at).toLong(), micros(reply.get(at + 1))));
        }
        return standings;
    }

    private static Duration micros(Response number) {
        return Duration.of(number.toLong(), ChronoUnit.MICROS);
    }

    private static RedisScript load(String... names) {
        var files = Stream.concat(Stream.of("gcra", "limits"), Stream.of(names)).map("/limit/%s.lua"::formatted);
        return RedisScript.load(LimitScripts.class, files.toArray(String[]::new));
    }
}
