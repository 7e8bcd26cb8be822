package io.focusforge.worker.signal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** What class each tenant is of. Classes are labels of metrics: they come from the configuration only, and are few. */
@ApplicationScoped
public class TenantClasses {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final int MOST = 8;

    private final Map<UUID, String> byTenant;
    private final String others;
    private final List<String> labels;

    TenantClasses(SignalConfig config) {
        this.byTenant = Map.copyOf(config.tenantClasses());
        this.others = config.defaultClass();
        var all = new TreeSet<>(byTenant.values());
        all.add(others);
        this.labels = List.copyOf(all);
        if (labels.size() > MOST || !labels.stream().allMatch(LABEL.asMatchPredicate())) {
            throw new IllegalArgumentException("focusforge.signals.tenant-classes takes up to " + MOST
                    + " classes of small letters, digits, '-' and '_', not " + labels);
        }
    }

    String of(UUID tenant) {
        return byTenant.getOrDefault(tenant, others);
    }

    /** Of the tenants that have none of their own. */
    String others() {
        return others;
    }

    Map<UUID, String> byTenant() {
        return byTenant;
    }

    List<String> labels() {
        return labels;
    }
}
