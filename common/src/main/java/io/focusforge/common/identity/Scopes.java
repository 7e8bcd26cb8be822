package io.focusforge.common.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a key may do: {@code <resource>:<read|write|admin>}. Admin includes write, write includes read. */
public final class Scopes {
    public static final String TASKS_READ = "tasks:read";
    public static final String TASKS_WRITE = "tasks:write";
    /** The read model of a tenant's tasks as a whole; it shows none of them. */
    public static final String TASKS_ADMIN = "tasks:admin";

    /** Who did what, of all users of a tenant; it shows nothing of the content. */
    public static final String AUDIT_READ = "audit:read";

    /** Chains that all users of a tenant run. */
    public static final String CHAINS_ADMIN = "chains:admin";
    /** Work over several services that is stuck: seen, retried and abandoned. */
    public static final String SAGAS_ADMIN = "sagas:admin";
    /** Feature flags of a tenant, and the share of runs that a new version of a chain gets. */
    public static final String FLAGS_ADMIN = "flags:admin";

    public static final String MEMORIES_READ = "memories:read";
    public static final String MEMORIES_WRITE = "memories:write";
    /** What concerns the memories of all users of a tenant; it shows none of them. */
    public static final String MEMORIES_ADMIN = "memories:admin";

    public static final String DOCUMENTS_READ = "documents:read";
    public static final String DOCUMENTS_WRITE = "documents:write";
    public static final String JOBS_READ = "jobs:read";
    public static final String JOBS_WRITE = "jobs:write";
    public static final String JOBS_ADMIN = "jobs:admin";
    public static final String MODELS_READ = "models:read";
    public static final String MODELS_WRITE = "models:write";
    /** Limits of a tenant's users, keys and models. */
    public static final String MODELS_ADMIN = "models:admin";

    public static final String USAGE_READ = "usage:read";
    public static final String USAGE_ADMIN = "usage:admin";
    public static final String KEYS_ADMIN = "keys:admin";
    public static final String USERS_ADMIN = "users:admin";
    /** Tenants themselves: held by the operators of the installation only. */
    public static final String TENANTS_ADMIN = "tenants:admin";
    /** Endpoints under {@code /internal}, which the gateway does not route; never granted to a key. */
    public static final String INTERNAL = "internal:write";

    /** All that a user of a tenant can be given. */
    public static final Set<String> USER =
            Set.of(TASKS_WRITE, MEMORIES_WRITE, DOCUMENTS_WRITE, JOBS_WRITE, MODELS_WRITE, USAGE_READ);

    private static final List<String> RESOURCES = List.of(
            "tasks",
            "chains",
            "sagas",
            "flags",
            "memories",
            "documents",
            "jobs",
            "models",
            "usage",
            "keys",
            "users",
            "tenants",
            "audit");

    private Scopes() {}

    /** All that there is: what the first key of an installation gets. */
    public static Set<String> administrator() {
        return RESOURCES.stream().map(resource -> resource + ":admin").collect(java.util.stream.Collectors.toSet());
    }

    /** Whether a key may be given this scope. */
    public static boolean isGrantable(String scope) {
        var parts = scope.split(":", -1);
        return parts.length == 2
                && RESOURCES.contains(parts[0])
                && List.of("read", "write", "admin").contains(parts[1]);
    }

    /** The scopes with all that they include. */
    public static Set<String> expand(Collection<String> scopes) {
        var all = new TreeSet<>(scopes);
        for (var scope : scopes) {
            var resource = scope.substring(0, scope.indexOf(':') + 1);
            if (scope.endsWith(":admin")) {
                all.add(resource + "write");
            }
            if (!scope.endsWith(":read")) {
                all.add(resource + "read");
            }
        }
        return all;
    }
}
