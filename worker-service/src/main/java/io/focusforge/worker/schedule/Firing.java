package io.focusforge.worker.schedule;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.control.Control;
import io.focusforge.worker.intake.Entrance;
import io.focusforge.worker.job.JobKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Carries plans out: the fires, their jobs and the schedules' progress, all in the transaction that holds the schedules. */
@ApplicationScoped
class Firing {
    private final Launcher launcher;
    private final FireStore fires;
    private final DueStore schedules;
    private final Control jobs;
    private final ScheduleMetrics metrics;
    private final SchedulesConfig config;

    Firing(
            Launcher launcher,
            FireStore fires,
            DueStore schedules,
            Control jobs,
            ScheduleMetrics metrics,
            SchedulesConfig config) {
        this.launcher = launcher;
        this.fires = fires;
        this.schedules = schedules;
        this.jobs = jobs;
        this.metrics = metrics;
        this.config = config;
    }

    List<Launch> fire(SqlConnection connection, Entrance entrance, Collection<Plan> plans, Instant now) {
        var planned = plans.stream().map(plan -> launcher.launch(plan, now)).toList();
        var launches = store(connection, planned);
        cancelReplaced(connection, launches);
        admit(connection, entrance, launches);
        schedules.advance(
                connection, launches.stream().map(launch -> moved(launch, now)).toList());
        return launches;
    }

    /** Plans for schedules that the transaction holds. */
    List<Plan> plan(SqlConnection connection, Collection<Look> looks) {
        var oldest = fires.oldest(
                connection,
                looks.stream()
                        .map(Look::schedule)
                        .filter(schedule -> schedule.progress().waiting() > 0)
                        .map(Schedule::key)
                        .toList());
        return looks.stream()
                .map(look -> Plan.of(
                        look,
                        new Plan.Before(
                                isBusy(connection, look),
                                Optional.ofNullable(oldest.get(look.schedule().key())))))
                .toList();
    }

    private boolean isBusy(SqlConnection connection, Look look) {
        var schedule = look.schedule();
        var last = schedule.progress().lastJob();
        return last != null && look.dependsOnTheLast() && jobs.isUnfinished(connection, schedule.owner(), last);
    }

    /** @return what starts, without what has started before */
    private List<Launch> store(SqlConnection connection, List<Launch> launches) {
        var rows = launches.stream().flatMap(Launch::newRows).toList();
        var fresh = fires.insert(connection, rows);
        fires.release(
                connection,
                launches.stream()
                        .filter(launch -> launch.plan().released())
                        .flatMap(launch -> launch.row().stream())
                        .toList());
        fires.trim(
                connection, rows.stream().map(FireStore.Of::schedule).distinct().toList(), config.history());
        return launches.stream()
                .map(launch -> launch.plan().released()
                                || launch.row()
                                        .map(FireStore.Of::key)
                                        .filter(fresh::contains)
                                        .isPresent()
                        ? launch
                        : launch.withheld())
                .toList();
    }

    private static void admit(SqlConnection connection, Entrance entrance, List<Launch> launches) {
        var drafts =
                launches.stream().flatMap(launch -> launch.draft().stream()).toList();
        if (!drafts.isEmpty()) {
            var ledger = entrance.open(connection, drafts);
            drafts.forEach(ledger::take);
            entrance.write(connection, ledger);
        }
    }

    /** After the commit. */
    void committed(List<Launch> launches, Instant now) {
        jobs.committed();
        metrics.count(launches, now);
    }

    private void cancelReplaced(SqlConnection connection, List<Launch> launches) {
        var replaced = new TreeMap<JobKey, Caller>();
        launches.stream()
                .filter(launch -> launch.plan().replaces() && launch.draft().isPresent())
                .map(Launch::schedule)
                .forEach(schedule -> replaced.put(schedule.lastJob(), schedule.owner()));
        if (!replaced.isEmpty()) {
            jobs.cancelIfUnfinished(connection, replaced);
        }
    }

    private DueStore.Moved moved(Launch launch, Instant now) {
        var progress = launch.progress();
        return new DueStore.Moved(launch.schedule().key(), progress, progress.lookAt(now, config.every()));
    }
}
