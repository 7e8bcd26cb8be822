package io.focusforge.ai.reload;

import io.focusforge.ai.provider.AiConfig;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.routing.AliasesConfig;
import io.focusforge.ai.routing.Router;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * Watches the file with the provider table. A table that is wrong when the service starts keeps it from starting; later it is
 * refused, and the one before stays.
 */
@Singleton
class ProviderFile {
    private static final Logger LOG = Logger.getLogger(ProviderFile.class);
    private static final long LARGEST = 1024 * 1024;
    private static final int BEFORE_OTHERS = 1;
    private static final byte[] NEVER_READ = {};
    private static final Pattern PROVIDER = Pattern.compile("provider '([^']*)'");

    private final ProviderFileConfig config;
    private final Providers providers;
    private final Router router;
    private final Vertx vertx;
    private final TableReader reader;
    private final ReentrantLock reading = new ReentrantLock();
    private byte[] known = NEVER_READ;
    private volatile long ticks;

    ProviderFile(ProviderFileConfig config, Providers providers, Router router, Vertx vertx, Validator validator) {
        this.config = config;
        this.providers = providers;
        this.router = router;
        this.vertx = vertx;
        BeanValidationConfigValidator constraints = () -> validator;
        this.reader = new TableReader(otherSources(), constraints, List.of(AiConfig.class, AliasesConfig.class));
    }

    void start(@Observes @Priority(BEFORE_OTHERS) StartupEvent event) {
        config.path().ifPresent(path -> {
            try {
                readAgain(path);
            } catch (TableProblem problem) {
                throw new IllegalStateException("The provider table %s: %s".formatted(path, problem.getMessage()));
            }
            ticks = vertx.setPeriodic(
                    config.checkEvery().toMillis(), tick -> Thread.startVirtualThread(() -> check(path)));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(ticks);
    }

    private void check(Path path) {
        if (!reading.tryLock()) {
            return;
        }
        try {
            readAgain(path);
        } catch (TableProblem problem) {
            LOG.errorf("The provider table %s is refused, the one before stays: %s", path, problem.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf("The provider table %s is refused, the one before stays: %s", path, e.getClass());
        } finally {
            reading.unlock();
        }
    }

    private void readAgain(Path path) throws TableProblem {
        var bytes = bytes(path);
        if (!Arrays.equals(bytes, known)) {
            known = bytes;
            var file = FileTable.parse(bytes);
            takeEffect(file, reader.read(file));
            LOG.infof(
                    "The provider table %s has taken effect: %d providers",
                    path, providers.table().size());
        }
    }

    private void takeEffect(FileTable file, SmallRyeConfig settings) throws TableProblem {
        try {
            var table = providers.prepare(settings.getConfigMapping(AiConfig.class));
            try {
                var routes = router.prepare(table, settings.getConfigMapping(AliasesConfig.class));
                providers.publish(table);
                router.publish(routes);
            } catch (IllegalArgumentException e) {
                providers.discard(table);
                throw e;
            }
        } catch (IllegalArgumentException e) {
            var provider = PROVIDER.matcher(e.getMessage());
            var line = provider.find() ? file.line(FileTable.PREFIX + "providers." + provider.group(1)) : 0;
            throw new TableProblem(line, e.getMessage());
        }
    }

    /** A file that is not there yet, or for a moment, changes nothing. */
    private byte[] bytes(Path path) throws TableProblem {
        try {
            if (!Files.isReadable(path)) {
                return known;
            }
            if (Files.size(path) > LARGEST) {
                throw new TableProblem(0, "is larger than %d bytes".formatted(LARGEST));
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new TableProblem(0, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static List<ConfigSource> otherSources() {
        return StreamSupport.stream(
                        ConfigProvider.getConfig().getConfigSources().spliterator(), false)
                .toList();
    }
}
