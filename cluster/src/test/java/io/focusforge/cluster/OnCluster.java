package io.focusforge.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Left out unless a cluster was named on purpose: a KUBECONFIG that happens to be set is not asked for anything. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
        named = "FOCUSFORGE_CLUSTER",
        matches = "true",
        disabledReason = "no cluster: ./focusforge test --cluster")
@interface OnCluster {}
