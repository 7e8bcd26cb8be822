package io.focusforge.chaos;

import io.focusforge.chaos.world.Line;
import io.focusforge.chaos.world.Redis;
import io.focusforge.chaos.world.Replica;
import io.focusforge.chaos.world.SentinelRedis;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.World;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.util.List;

/** Does to a world what a step says. A fault has ended when what was struck can be used again, or when others are there to go on. */
final class Strike {
    private final World world;
    private final Timing timing;

    Strike(World world, Timing timing) {
        this.world = world;
        this.timing = timing;
    }

    /** Everything is there that the step needs, so that a fault does not strike what an earlier one has broken. */
    void awaitWhole() {
        world.workers().forEach(Replica::awaitReady);
        if (world.redis() instanceof SentinelRedis redis) {
            redis.awaitReplicas();
        }
    }

    /** Who is ended is started again, and the others go on meanwhile: nobody waits for it to be ready. */
    void strike(Step step) throws IOException {
        var worker = world.workers().get(step.worker());
        switch (step.fault()) {
            case KILL_WORKER -> worker.restart(Signal.KILL);
            case ROLL_WORKER -> worker.restart(Signal.TERM);
            case KILL_ALL_WORKERS -> killAll();
            case FREEZE_WORKER -> worker.freeze(timing.pastLease());
            case FLUSH_REDIS -> world.redis().flush();
            case POSTGRES_FAST -> world.restartPostgres(Signal.INT);
            case POSTGRES_IMMEDIATE -> world.restartPostgres(Signal.QUIT);
            case REDIS_KILL -> killRedis(step);
            case CUT_RESETS -> cut(step, Line.Cut.RESETS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_HOLDS -> cut(step, Line.Cut.HOLDS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_FORGETS -> cut(step, Line.Cut.FORGETS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_ALL -> cut(step, Line.Cut.FORGETS, lines());
            case MASTER_KILL -> sentinel(world.redis()).killMaster();
            case MASTER_FREEZE -> sentinel(world.redis()).freezeMaster();
            case FAIL_OVER -> sentinel(world.redis()).failOver();
        }
    }

    private void killAll() {
        world.workers().forEach(worker -> worker.restart(Signal.KILL));
        Wait.need("a worker", timing.settled(), () -> world.workers().stream().anyMatch(Replica::isReady));
    }

    private void killRedis(Step step) {
        single(world.redis()).kill();
        Wait.pause(step.lasts());
        single(world.redis()).start();
    }

    private static void cut(Step step, Line.Cut how, List<Line> lines) {
        lines.forEach(line -> line.cut(how));
        Wait.pause(step.lasts());
        lines.forEach(Line::heal);
    }

    private List<Line> lines() {
        return single(world.redis()).lines();
    }

    private static SingleRedis single(Redis redis) {
        return (SingleRedis) redis;
    }

    private static SentinelRedis sentinel(Redis redis) {
        return (SentinelRedis) redis;
    }
}
