package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenancyTest {
    private static final String ROUTE = "httpRoute: {enabled: true, directModels: true, parentRefs: [{name: g}]}";
    private static final Manifests SHARED = Chart.render("{%s}".formatted(ROUTE));
    private static final Manifests DEDICATED = Chart.render("{tenancy: {dedicated: acme}, %s}".formatted(ROUTE));

    @Test
    void aReleaseOfATenantTakesOnlyWhatIsForIt() {
        assertThat(DEDICATED.get("HTTPRoute", "").at("/spec/rules")).hasSize(2).allSatisfy(rule -> assertThat(
                        rule.at("/matches/0/headers").toString())
                .isEqualTo("[{\"type\":\"Exact\",\"name\":\"X-FocusForge-Tenant\",\"value\":\"acme\"}]"));
        assertThat(SHARED.get("HTTPRoute", "").toString()).doesNotContain("headers");
    }

    @Test
    void everythingOfATenantIsLabelledAndNothingIsChosenByIt() {
        assertThat(DEDICATED.all()).hasSameSizeAs(SHARED.all()).allSatisfy(object -> assertThat(
                        object.at("/metadata/labels/focusforge.io~1tenant").asText())
                .isEqualTo("acme"));
        assertThat(DEDICATED.pods()).isNotEmpty().allSatisfy(pod -> assertThat(
                        pod.at("/metadata/labels/focusforge.io~1tenant").asText())
                .isEqualTo("acme"));
        assertThat(DEDICATED.services())
                .allSatisfy(deployment ->
                        assertThat(deployment.at("/spec/selector").toString()).doesNotContain("tenant"));
    }
}
