package io.focusforge.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.call.Service;
import io.focusforge.common.http.PublicPath;
import io.focusforge.gateway.traffic.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/api/v1/tasks",
                "/api/v1/tasks/",
                "/api/v1/tasks/0193a5c0-d1e2-7abc-8def-0123456789ab",
                "/api/v1/chains/task_analysis/runs",
                "/api/v1/queues/caf%C3%A9%20au%20lait",
                "/api/v1/queues/a.b..c~d@e:f,g+h"
            })
    void takesWhatHasOneMeaning(String path) {
        assertThat(PublicPath.isNormal(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api/v1/tasks",
                "//internal/jobs",
                "/api//v1/tasks",
                "/api/v1/tasks/../../../internal/jobs",
                "/api/v1/tasks/..",
                "/api/v1/tasks/.",
                "/api/v1/./tasks",
                "/api/v1/tasks/%2e%2e/%2E%2e/internal",
                "/api/v1/tasks/.%2e/x",
                "/api/v1/tasks%2f..%2finternal",
                "/api/v1/tasks/%5c..%5c",
                "/api/v1/tasks\\..\\internal",
                "/api/v1/tasks/..;/internal",
                "/api/v1/tasks;a=b",
                "/api/v1/tasks/%3b",
                "/api/v1/tasks/%252e%252e/internal",
                "/api/v1/tasks/%c0%ae%c0%ae/internal",
                "/api/v1/tasks/%00",
                "/api/v1/tasks/%0d%0aHost:x",
                "/api/v1/tasks/%",
                "/api/v1/tasks/%2",
                "/api/v1/tasks/%zz",
                "/api/v1/tasks#/../internal",
                "/api/v1/tasks/caf\u00e9"
            })
    void refusesWhatCouldHaveAnother(String path) {
        assertThat(PublicPath.isNormal(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tasks, ORCHESTRATOR",
        "/api/v1/tasks/1/complete, ORCHESTRATOR",
        "/api/v1/plans, ORCHESTRATOR",
        "/api/v1/calendar/appointments, ORCHESTRATOR",
        "/api/v1/chains/x, ORCHESTRATOR",
        "/api/v1/runs/1, ORCHESTRATOR",
        "/api/v1/mcp, ORCHESTRATOR",
        "/api/v1/mcp-servers/docs/tools, ORCHESTRATOR",
        "/api/v1/sagas/1/retry, ORCHESTRATOR",
        "/api/v1/flags/x, ORCHESTRATOR",
        "/api/v1/reviews, ORCHESTRATOR",
        "/api/v1/events, ORCHESTRATOR",
        "/api/v1/audit, ORCHESTRATOR",
        "/api/v1/projections/tasks/rebuilds, ORCHESTRATOR",
        "/api/v1/conversations, MEMORY",
        "/v1/chat/completions, AI",
        "/v1/models, AI",
        "/api/v1/model-cache/default, AI",
        "/api/v1/usage, AI",
        "/api/v1/budgets/1, AI",
        "/api/v1/guardrails, AI",
        "/api/v1/prices, AI",
        "/api/v1/observability, AI",
        "/api/v1/limits/model/*, AI",
        "/api/v1/memories/search, MEMORY",
        "/api/v1/memories:batch, MEMORY",
        "/api/v1/documents, MEMORY",
        "/api/v1/sources/1/sync, MEMORY",
        "/api/v1/subjects/1, MEMORY",
        "/api/v1/erasures/1, MEMORY",
        "/api/v1/search, MEMORY",
        "/api/v1/embedding-sets/fill, MEMORY",
        "/api/v1/jobs/1, WORKER",
        "/api/v1/jobs:batch, WORKER",
        "/api/v1/jobs:flow, WORKER",
        "/api/v1/jobs/1/events, WORKER",
        "/api/v1/job-types/webhook.deliver, WORKER",
        "/api/v1/queues, WORKER",
        "/api/v1/schedules, WORKER",
        "/api/v1/webhooks/1/test, WORKER",
        "/api/v1/tenants, GATEWAY",
        "/health, GATEWAY"
    })
    void knowsWhoAnswers(String path, Service service) {
        assertThat(Route.of(path).service()).isEqualTo(service);
        assertThat(Route.of(path)).isNotEqualTo(Route.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/internal/jobs",
                "/internal",
                "/api/v1",
                "/api/v1/",
                "/api/v1/tasksx",
                "/api/v1/:batch",
                "/api/v1/tasksx:batch",
                "/api/v1/Tasks",
                "/api/v1/internal/jobs",
                "/api/v1/v1",
                "/api/v2/tasks",
                "/api/v1/health",
                "/q/health",
                "/q/metrics",
                "/health/x",
                "/v1"
            })
    void hasNoRouteForAnythingElse(String path) {
        assertThat(Route.of(path)).isEqualTo(Route.NONE);
    }

    @Test
    void leavesOnlyHealthAndTheDescriptionOpen() {
        assertThat(Route.values()).filteredOn(Route::isOpen).containsExactly(Route.HEALTH, Route.OPENAPI);
    }
}
