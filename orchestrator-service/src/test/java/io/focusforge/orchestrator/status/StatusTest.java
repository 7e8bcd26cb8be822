package io.focusforge.orchestrator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class StatusTest {
    @Test
    void showsWhatWaitsOnTheManagementPort() {
        Neighbours.reset();
        var status = User.json(RestAssured.get(management() + "/q/status"));
        var names = new ArrayList<String>();
        status.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "sagasPending", "sagasOverdue", "sagasStuck", "outboxUnsent", "chains", "modelConfigured");
        assertThat(status.path("chains").findValuesAsText("name"))
                .containsExactly(
                        "task_analysis",
                        "task_plan",
                        "conversation_title",
                        "conversation_summary",
                        "weekly_review",
                        "goal_plan");
        assertThat(status.path("modelConfigured").asBoolean()).isFalse();
    }

    @Test
    void showsTheGauges() {
        assertThat(RestAssured.get(management() + "/q/metrics").asString())
                .contains(
                        "focusforge_sagas_pending",
                        "focusforge_sagas_overdue",
                        "focusforge_sagas_stuck",
                        "focusforge_outbox_unsent");
    }

    @Test
    void isReadyByTheConnectionsThatItWorksWith() {
        assertThat(RestAssured.get(management() + "/q/health/ready").asString())
                .contains("Reactive PostgreSQL connections health check")
                .doesNotContain("\"Database connections health check\"");
    }

    @Test
    void showsTheStatusNowhereElse() {
        User.fresh().request().get("/q/status").then().statusCode(404);
    }

    @Test
    void listsTheChains() {
        var user = User.fresh();
        var chains = User.json(user.with(Scopes.TASKS_READ).get("/api/v1/chains"));
        assertThat(chains.path("items").findValuesAsText("name")).contains("task_analysis", "task_plan");
        var chain = User.json(user.with(Scopes.TASKS_READ).get("/api/v1/chains/task_plan"));
        assertThat(chain.path("version").asInt()).isEqualTo(1);
        assertThat(chain.at("/definition/steps/0/twin").asText()).isEqualTo("focusforge-rules");
        assertThat(chain.at("/outputSchema/properties/steps/type").asText()).isEqualTo("array");
        var missing = user.with(Scopes.TASKS_READ).get("/api/v1/chains/nope");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(User.json(missing).path("code").asText()).isEqualTo("not_found");
    }

    private static String management() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        if (port == 0) {
            port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        }
        return "http://localhost:" + port;
    }
}
