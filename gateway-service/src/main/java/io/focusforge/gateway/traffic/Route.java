package io.focusforge.gateway.traffic;

import io.focusforge.common.call.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The route table: everything that the gateway answers, and who answers it. The names are labels of metrics. */
public enum Route {
    TASKS("tasks", Service.ORCHESTRATOR),
    PLANS("plans", Service.ORCHESTRATOR),
    CALENDAR("calendar", Service.ORCHESTRATOR),
    CHAINS("chains", Service.ORCHESTRATOR),
    RUNS("runs", Service.ORCHESTRATOR),
    SAGAS("sagas", Service.ORCHESTRATOR),
    FLAGS("flags", Service.ORCHESTRATOR),
    REVIEWS("reviews", Service.ORCHESTRATOR),
    /** Tools of the suite for MCP clients. */
    MCP("mcp", Service.ORCHESTRATOR),
    MCP_SERVERS("mcp-servers", Service.ORCHESTRATOR),
    EVENTS("events", Service.ORCHESTRATOR),
    AUDIT("audit", Service.ORCHESTRATOR),
    PROJECTIONS("projections", Service.ORCHESTRATOR),
    /** Also what is below a conversation, whose messages are elsewhere. */
    ANSWERS("answers", Service.ORCHESTRATOR),
    OPENAI("v1", Service.AI),
    MODEL_CACHE("model-cache", Service.AI),
    USAGE("usage", Service.AI),
    LIMITS("limits", Service.AI),
    BUDGETS("budgets", Service.AI),
    PRICES("prices", Service.AI),
    OBSERVABILITY("observability", Service.AI),
    GUARDRAILS("guardrails", Service.AI),
    MEMORIES("memories", Service.MEMORY),
    CONVERSATIONS("conversations", Service.MEMORY),
    DOCUMENTS("documents", Service.MEMORY),
    SOURCES("sources", Service.MEMORY),
    SUBJECTS("subjects", Service.MEMORY),
    ERASURES("erasures", Service.MEMORY),
    SEARCH("search", Service.MEMORY),
    EMBEDDING_SETS("embedding-sets", Service.MEMORY),
    JOBS("jobs", Service.WORKER),
    JOB_TYPES("job-types", Service.WORKER),
    QUEUES("queues", Service.WORKER),
    SCHEDULES("schedules", Service.WORKER),
    WEBHOOKS("webhooks", Service.WORKER),
    TENANTS("tenants", Service.GATEWAY),
    USERS("users", Service.GATEWAY),
    API_KEYS("api-keys", Service.GATEWAY),
    METRICS("metrics", Service.GATEWAY),
    PERFORMANCE("performance", Service.GATEWAY),
    ORCHESTRATOR_STATUS("orchestrator-status", Service.GATEWAY),
    HEALTH("health", Service.GATEWAY),
    OPENAPI("openapi", Service.GATEWAY),
    /** What is not in the table: 404. */
    NONE("none", Service.GATEWAY);

    private static final String API = "/api/v1/";
    private static final String OPENAI_API = "/v1/";
    private static final Pattern ANSWERS_OF_CONVERSATION =
            Pattern.compile("/api/v1/conversations/[^/]+/answers(?:/|$)");
    private static final Map<String, Route> OPERATIONS = Map.of(
            "/health", HEALTH,
            "/metrics", METRICS,
            "/metrics/performance", PERFORMANCE,
            "/orchestrator/status", ORCHESTRATOR_STATUS,
            "/openapi", OPENAPI);
    private static final Map<String, Route> RESOURCES = Arrays.stream(values())
            .filter(route -> route.ordinal() <= API_KEYS.ordinal() && route != OPENAI)
            .collect(Collectors.toMap(Route::label, Function.identity()));

    private final String label;
    private final Service service;

    Route(String label, Service service) {
        this.label = label;
        this.service = service;
    }

    /** @param path in normal form; case matters. What follows a colon is a method of the resource, as in {@code /api/v1/jobs:batch} */
    public static Route of(String path) {
        if (path.startsWith(API)) {
            var route = RESOURCES.getOrDefault(path.substring(API.length(), endOfResource(path)), NONE);
            return route == CONVERSATIONS
                            && ANSWERS_OF_CONVERSATION.matcher(path).lookingAt()
                    ? ANSWERS
                    : route;
        }
        return path.startsWith(OPENAI_API) ? OPENAI : OPERATIONS.getOrDefault(path, NONE);
    }

    private static int endOfResource(String path) {
        for (var i = API.length(); i < path.length(); i++) {
            if (path.charAt(i) == '/' || path.charAt(i) == ':') {
                return i;
            }
        }
        return path.length();
    }

    public String label() {
        return label;
    }

    public Service service() {
        return service;
    }

    /** Answered to everybody, with or without a key. */
    public boolean isOpen() {
        return this == HEALTH || this == OPENAPI;
    }
}
