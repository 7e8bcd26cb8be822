package io.focusforge.worker.progress;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Stores what the attempts of this process say, many in a transaction. Sleeps while none says anything. */
@ApplicationScoped
public class Reports {
    private static final Logger LOG = Logger.getLogger(Reports.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int JOBS_AT_ONCE = 200;
    private static final int LINES_AT_ONCE = 2_000;

    private final ProgressStore store;
    private final TenantDatabase database;
    private final ProgressConfig config;
    private final Clock clock;
    private final Set<Report> pending = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private Thread loop;

    Reports(ProgressStore store, TenantDatabase database, ProgressConfig config, Clock clock) {
        this.store = store;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("reports").start(this::run);
    }

    /** After the workers, whose attempts have closed their reports. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.interrupt();
        loop.join(MOMENT);
    }

    /** @param fence of the attempt: higher than that of all attempts before */
    public Report open(JobKey job, long fence, int attempt) {
        return new Report(new Report.Source(job, fence, attempt), config, clock, this::add);
    }

    private void add(Report report) {
        pending.add(report);
        news.release();
    }

    private void run() {
        try {
            while (true) {
                await();
                storeWhatIsDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() throws InterruptedException {
        if (pending.isEmpty()) {
            news.acquire();
        } else {
            news.tryAcquire(config.storeEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
        news.drainPermits();
    }

    private void storeWhatIsDue() {
        var parts = take();
        if (parts.isEmpty()) {
            return;
        }
        try {
            database.acrossTenants(connection -> store.store(connection, parts.values(), clock.instant()));
            parts.keySet().stream().filter(report -> !report.stored()).forEach(this::add);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot store what %d jobs report, trying again: %s", parts.size(), e);
            parts.forEach(this::giveBack);
        }
    }

    /** One attempt of a job at a time, in the order in which rows are locked. The rest comes next. */
    private Map<Report, Report.Part> take() {
        var now = clock.instant();
        var jobs = new TreeMap<JobKey, Report>();
        pending.stream()
                .filter(report -> report.isDue(now))
                .limit(JOBS_AT_ONCE)
                .forEach(report -> jobs.putIfAbsent(report.source().job(), report));
        var parts = new LinkedHashMap<Report, Report.Part>();
        var lines = 0;
        for (var report : jobs.values()) {
            if (lines < LINES_AT_ONCE) {
                pending.remove(report);
                parts.put(report, report.take(now));
                lines += parts.get(report).lines().size();
            }
        }
        return parts;
    }

    private void giveBack(Report report, Report.Part part) {
        if (report.giveBack(part)) {
            pending.add(report);
        }
    }
}
