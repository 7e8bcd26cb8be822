package io.focusforge.ai.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged, with its exceptions, from start to close. */
public final class LogRecorder extends Handler implements AutoCloseable {
    private final PatternFormatter format = new PatternFormatter("%s%e%n");
    private final StringBuilder log = new StringBuilder();

    private LogRecorder() {}

    public static LogRecorder start() {
        var recorder = new LogRecorder();
        Logger.getLogger("").addHandler(recorder);
        return recorder;
    }

    public void awaits(String text) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> toString().contains(text));
    }

    @Override
    public synchronized void publish(LogRecord line) {
        log.append(format.format(ExtLogRecord.wrap(line)));
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }

    @Override
    public synchronized String toString() {
        return log.toString();
    }
}
