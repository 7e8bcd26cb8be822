package io.focusforge.orchestrator.testing;

import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Real servers below, and neighbours that a test controls beside. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
@WithTestResource(Neighbours.class)
public @interface WithNeighbours {}
